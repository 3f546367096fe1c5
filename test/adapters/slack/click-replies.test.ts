import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClickReplies } from '../../../src/adapters/slack/click-replies.ts';
import { createSlackCalls } from '../../../src/adapters/slack/slack-calls.ts';
import type { ClickAnswer } from '../../../src/domain/approval/click-answer.ts';
import type { Click } from '../../../src/domain/approval/click.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { aClock } from '../../builders/a-local-app.ts';
import { aMessageContext } from '../../builders/message-arbitraries.ts';
import { aFakeSlack, type FakeSlack } from '../../builders/fake-slack.ts';
import { aSlackSecret } from '../../builders/slack-parts.ts';

const finding = aFinding({ messages: [{ channel: 'C0MAIN', id: '1.1' }] });
const order = { kind: 'open', dialog: 'details', subjectId: finding.id, digest: null } as const;

function aClick(responseUrl: string | null): Click {
  const clicker = { userId: 'U0ALICE', teamId: 'T0FAKE', enterpriseId: null };
  return { schema: 1, id: '1', clicker, order: { ...order, triggerId: 'unknown' }, responseUrl };
}

const said = (changes: Partial<ClickAnswer & { kind: 'said' }> = {}): ClickAnswer => ({
  kind: 'said',
  done: false,
  reason: 'not-an-approver',
  sentence: 'Nothing was done: <!channel> `x`.',
  finding,
  ...changes,
});

describe('adapters/slack/click-replies', () => {
  let slack: FakeSlack;
  let lost: string[];
  beforeEach(async () => {
    slack = await aFakeSlack();
    lost = [];
  });
  afterEach(() => slack.close());

  function replies(otherOrigins: readonly string[] = []) {
    const secrets = aSlackSecret('xoxb-fake', 's');
    const calls = createSlackCalls({ secrets, secretId: 's', apiUrl: slack.url });
    const describe = async () => aMessageContext();
    const onLost = (reason: string) => lost.push(reason);
    return createClickReplies({ calls, clock: aClock(), describe, otherOrigins, onLost });
  }
  const origin = () => new URL(slack.url).origin;

  it('S7: tells the clicker alone', async () => {
    await replies([origin()])(aClick(`${origin()}/response/1`), said());
    expect(slack.ephemerals).toEqual([
      { channel: null, user: null, text: 'Nothing was done: &lt;!channel&gt; `x`.' },
    ]);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'https://hooks.slack.com.evil.example/x',
    'https://hooks.slack.com@evil.example/x',
    'http://hooks.slack.com/x',
    'https://hooks.slack.com:8443/x',
    'file:///etc/passwd',
    'no address',
  ])('T22: sends nothing to %s, and answers by the channel', async (address) => {
    await replies()(aClick(address), said());
    expect(slack.ephemerals).toMatchObject([{ channel: 'C0MAIN', user: 'U0ALICE' }]);
  });

  it('answers by the channel where the address of the response is used up', async () => {
    await replies([origin()])(aClick(`${origin()}/gone`), said());
    expect(slack.ephemerals).toMatchObject([{ channel: 'C0MAIN' }]);
  });

  it('says nothing that the message shows', async () => {
    await replies()(aClick(null), said({ done: true, reason: 'approved' }));
    await replies()(aClick(null), said({ done: true, reason: 'approval-given' }));
    expect(slack.ephemerals).toHaveLength(1);
  });

  it('asks to click again when Slack gave up waiting for the dialog', async () => {
    await replies()(aClick(null), { kind: 'dialog', dialog: 'details', finding, proposal: null });
    expect(slack.ephemerals).toMatchObject([{ text: expect.stringContaining('click again') }]);
  });

  it('never fails for an answer that reaches nobody', async () => {
    slack.fail('chat.postEphemeral', { kind: 'status', status: 500 });
    await replies()(aClick(null), said());
    await replies()(aClick(null), said({ finding: null }));
    expect(lost).toHaveLength(2);
  });
});
