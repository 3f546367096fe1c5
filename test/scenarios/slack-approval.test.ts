import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';
import { aSlackWorld, type SlackWorld } from '../builders/a-slack-world.ts';
import type { FakeMessage } from '../builders/fake-slack.ts';

describe('scenarios/slack-approval', () => {
  let world: SlackWorld;
  beforeEach(async () => {
    world = await aSlackWorld();
    await world.app.feed(readingsOf(aDeniedCall()));
  });
  afterEach(() => world.close());

  const posts = () => world.slack.messages.filter(({ threadTs }) => threadTs === null);
  const post = (): FakeMessage => posts()[0]!;
  const shown = () => JSON.stringify(post().blocks);
  const click = (label: string, user = 'U0ALICE') =>
    world.receive(world.slack.click(post(), label, user));
  const submit = (answers: Readonly<Record<string, string>>, user = 'U0ALICE') =>
    world.receive(world.slack.submit(world.slack.views.at(-1)!.id, answers, user));
  const newest = async () => {
    const [finding] = await world.app.listFindings();
    return (await world.app.show(finding!.id))!;
  };

  it('from the message through Approve to a verified change, and back', async () => {
    expect(posts()).toHaveLength(1);
    expect(shown()).toContain('Approve…');

    expect(await click('Approve')).toBe(200);
    expect(world.slack.views.at(-1)).toMatchObject({ openedBy: 'U0ALICE' });
    await submit({});
    expect((await newest()).proposals[0]?.state).toBe('verified');
    expect(shown()).toContain('*Verified*');
    expect(shown()).toContain('<@U0ALICE>');
    expect(shown()).not.toContain('Approve…');

    await click('Roll back', 'U0BOB');
    await submit({ reason: 'not needed after all' }, 'U0BOB');
    expect((await newest()).proposals[0]?.state).toBe('rolled-back');
    expect(shown()).toContain('*Rolled back* by <@U0BOB>');
    expect(posts()).toHaveLength(1);
    expect(world.slack.ephemerals).toEqual([]);
    expect(world.slack.calls.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it('tells somebody who is no approver, and nobody else', async () => {
    await click('Approve', 'U0MALLORY');
    expect(world.slack.views).toEqual([]);
    expect(world.slack.ephemerals).toMatchObject([
      { text: 'Nothing was done: you are not one of the approvers of this account.' },
    ]);
    expect((await newest()).proposals[0]?.state).toBe('offered');
  });

  it('asks again at the moment of sending: whoever left the group meanwhile does not approve', async () => {
    await click('Approve');
    world.slack.groups.set('S0ONCALL', ['U0BOB']);
    world.clock.advance(60_000);
    await submit({});
    expect((await newest()).proposals[0]?.state).toBe('offered');
    expect(world.slack.ephemerals).toHaveLength(1);
  });

  it('refuses a copy of a click and a click that was changed on its way', async () => {
    const request = world.slack.click(post(), 'Details', 'U0ALICE');
    expect(await world.receive(request)).toBe(200);
    expect(await world.receive(request)).toBe(401);
    const forged = { ...request, body: request.body.replace('U0ALICE', 'U0MALLORY') };
    expect(await world.receive(forged)).toBe(401);
    expect(world.slack.views).toHaveLength(1);
  });

  it('rejects as suspicious: the security team hears of it', async () => {
    await click('Reject');
    await submit({ why: 'suspicious', reason: 'nobody deployed today' });
    const { finding } = await newest();
    expect(finding).toMatchObject({ state: 'unfixable', owner: 'security team' });
    expect(posts().map(({ channel }) => channel)).toEqual(['C0MAIN', 'C0SECURITY']);
    expect(JSON.stringify(posts()[1]!.blocks)).toContain('nobody deployed today');
  });

  it('sets it aside for a month, and is quiet', async () => {
    await click('Snooze');
    await submit({ silence: '30-days' });
    expect((await newest()).finding.state).toBe('suppressed');
    expect(shown()).toContain('*Set aside* until');
    await world.app.feed([...readingsOf(aDeniedCall(), 5), ...readingsOf(aDeniedCall(), 6)]);
    expect(posts()).toHaveLength(1);
    expect((await newest()).finding.state).toBe('suppressed');
  });

  it('row 4: 1,000 identical denials are one post', async () => {
    const copies = Array.from({ length: 1000 }, (_, n) => readingsOf(aDeniedCall(), n + 2));
    expect(await world.app.feed(copies.flat())).toMatchObject({ counted: 1000 });
    expect(posts()).toHaveLength(1);
  });
});
