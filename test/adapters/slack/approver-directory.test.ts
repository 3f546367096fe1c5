import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSlackDirectory } from '../../../src/adapters/slack/approver-directory.ts';
import { createSlackCalls } from '../../../src/adapters/slack/slack-calls.ts';
import { aClock, type TestClock } from '../../builders/a-local-app.ts';
import { aFakeSlack, type FakeSlack } from '../../builders/fake-slack.ts';
import { aSlackSecret } from '../../builders/slack-parts.ts';

describe('adapters/slack/approver-directory', () => {
  let clock: TestClock;
  let slack: FakeSlack;
  beforeEach(async () => {
    clock = aClock();
    slack = await aFakeSlack();
  });
  afterEach(() => slack.close());

  function aDirectory() {
    const secrets = aSlackSecret('xoxb-fake', 's');
    const calls = createSlackCalls({ secrets, secretId: 's', apiUrl: slack.url });
    return createSlackDirectory({ calls, clock });
  }

  it('knows a person by what Slack says of them, and nobody by their name', async () => {
    slack.people.set('U0ALICE', {});
    slack.people.set('U0GRID', { teamId: 'T0SISTER', enterpriseId: 'E0OURS' });
    expect(await aDirectory().findPerson('U0ALICE')).toEqual({
      teamId: 'T0FAKE',
      enterpriseId: null,
      isBot: false,
      isDeleted: false,
      isGuest: false,
      isStranger: false,
    });
    expect(await aDirectory().findPerson('U0GRID')).toMatchObject({ enterpriseId: 'E0OURS' });
    expect(await aDirectory().findPerson('U0NOBODY')).toBeUndefined();
  });

  it.each([
    ['isBot', { isBot: true }],
    ['isDeleted', { isDeleted: true }],
    ['isGuest', { isRestricted: true }],
    ['isGuest', { isUltraRestricted: true }],
    ['isStranger', { isStranger: true }],
  ] as const)('tells %s of %j', async (field, person) => {
    slack.people.set('U0X', person);
    expect((await aDirectory().findPerson('U0X'))?.[field]).toBe(true);
  });

  it('takes what Slack leaves out for the worst', async () => {
    const directory = createSlackDirectory({ clock, calls: async () => ({ user: { id: 'U0X' } }) });
    expect(await directory.findPerson('U0X')).toMatchObject({
      teamId: null,
      isBot: true,
      isDeleted: true,
      isGuest: true,
    });
  });

  it('reads members again after a minute, and remembers no failure', async () => {
    const directory = aDirectory();
    slack.groups.set('S0ONCALL', ['U0ALICE']);
    expect(await directory.membersOf('S0ONCALL')).toEqual(['U0ALICE']);
    slack.groups.set('S0ONCALL', []);
    clock.advance(59_999);
    expect(await directory.membersOf('S0ONCALL')).toEqual(['U0ALICE']);
    clock.advance(1);
    expect(await directory.membersOf('S0ONCALL')).toEqual([]);

    await expect(directory.membersOf('S0GONE')).rejects.toThrow('no_such_subteam');
    slack.groups.set('S0GONE', ['U0BOB']);
    expect(await directory.membersOf('S0GONE')).toEqual(['U0BOB']);
  });

  it.each([{}, { users: null }, { users: 'U0ALICE' }])('finds no list in %j', async (answer) => {
    const directory = createSlackDirectory({ clock, calls: async () => answer });
    await expect(directory.membersOf('S0ONCALL')).rejects.toThrow('no_users');
  });
});
