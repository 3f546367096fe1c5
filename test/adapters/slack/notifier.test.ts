import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createChannelPace } from '../../../src/adapters/slack/channel-pace.ts';
import { createSlackNotifier } from '../../../src/adapters/slack/notifier.ts';
import type { SlackTrouble } from '../../../src/adapters/slack/notifier-deps.ts';
import { createSlackCalls } from '../../../src/adapters/slack/slack-calls.ts';
import type { Finding } from '../../../src/domain/finding/finding.ts';
import type { Proposal } from '../../../src/domain/proposal/proposal.ts';
import { AppError } from '../../../src/kernel/app-error.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { aClock, type TestClock } from '../../builders/a-local-app.ts';
import { aProposal } from '../../builders/a-proposal.ts';
import { aFakeSlack, type FakeSlack, type SlackFault } from '../../builders/fake-slack.ts';
import { aMessageLog, aSlackSecret } from '../../builders/slack-parts.ts';

const MAIN = 'C0MAIN';
const PAYMENTS = 'C0PAYMENTS';
const SECURITY = 'C0SECURITY';

describe('adapters/slack/notifier', () => {
  let clock: TestClock;
  let slack: FakeSlack;
  let log: ReturnType<typeof aMessageLog>;
  let secrets: ReturnType<typeof aSlackSecret>;
  let troubles: SlackTrouble[];

  beforeEach(async () => {
    clock = aClock('2026-11-20T10:10:00.000Z');
    slack = await aFakeSlack({ now: () => Date.parse(clock.now()) });
    for (const channel of [MAIN, PAYMENTS, SECURITY]) slack.channels.set(channel, 'open');
    log = aMessageLog();
    secrets = aSlackSecret('xoxb-fake', 's');
    troubles = [];
  });
  afterEach(() => slack.close());

  /** One worker; each has its own pace and client, all share the log. */
  function aWorker(holder = 'one') {
    return createSlackNotifier({
      calls: createSlackCalls({
        secrets,
        secretId: 's',
        apiUrl: slack.url,
      }),
      pace: createChannelPace(clock),
      log,
      clock,
      holder,
      routes: [
        { account: null, team: 'payments', severity: null, channel: PAYMENTS },
        { account: null, team: null, severity: null, channel: MAIN },
      ],
      securityChannel: SECURITY,
      digestChannel: null,
      teamOf: (account) => (account === '444455556666' ? 'payments' : null),
      describe: async () => ({
        accountName: 'production',
        approvers: { names: ['oncall'], people: null },
        mayApply: true,
      }),
      report: (trouble) => troubles.push(trouble),
    });
  }

  const posts = () => slack.messages.filter(({ threadTs }) => threadTs === null);
  const codeOf = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => undefined,
      (caught: unknown) => caught,
    );
    return error instanceof AppError ? error.code : error;
  };

  async function announced(changes: Partial<Finding> = {}): Promise<Finding> {
    const finding = aFinding(changes);
    return { ...finding, messages: [await aWorker().announce(finding)] };
  }

  it('posts a finding once, whoever announces it how often', async () => {
    const first = await aWorker('one').announce(aFinding());
    for (let i = 0; i < 5; i++) expect(await aWorker(`w${i}`).announce(aFinding())).toEqual(first);

    expect(first).toEqual({ channel: MAIN, id: posts()[0]!.ts });
    expect(posts()).toHaveLength(1);
  });

  it('posts once when many workers announce at the same time', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => aWorker(`w${i}`).announce(aFinding())),
    );
    const lost = outcomes.filter(({ status }) => status === 'rejected');
    for (const { reason } of lost as PromiseRejectedResult[]) {
      expect((reason as AppError).code).toBe('concurrent-modification');
    }
    expect(posts()).toHaveLength(1);
  });

  it('routes by team, and what concerns security to its channel', async () => {
    await aWorker().announce(aFinding({ account: '444455556666' }));
    await aWorker().announce(aFinding({ fingerprint: 'reconnaissance of x', state: 'unfixable' }));
    await aWorker().announce(aFinding({ fingerprint: 'other', suspicion: 'somebody says so' }));

    expect(posts().map(({ channel }) => channel)).toEqual([PAYMENTS, SECURITY, SECURITY]);
  });

  it.each<[string, SlackFault]>([
    ['Slack’s answer is lost', { kind: 'lost' }],
    ['the answer is no JSON', { kind: 'malformed' }],
    ['row 36: the answer has no ts', { kind: 'no-ts' }],
  ])('row 33: finds the message again when %s', async (_, fault) => {
    slack.fail('chat.postMessage', fault);
    expect(await codeOf(aWorker().announce(aFinding()))).toBe('unavailable');
    expect(posts()).toHaveLength(1);

    const handle = await aWorker().announce(aFinding());
    expect(handle.id).toBe(posts()[0]!.ts);
    expect(posts()).toHaveLength(1);
  });

  it.each<[string, SlackFault]>([
    ['Slack is down', { kind: 'status', status: 503 }],
    ['the connection breaks', { kind: 'reset' }],
    ['Slack has trouble', { kind: 'error', error: 'internal_error' }],
  ])('row 33: posts it after all when %s and nothing was posted', async (_, fault) => {
    slack.fail('chat.postMessage', fault);
    expect(await codeOf(aWorker().announce(aFinding()))).toBe('unavailable');
    expect(posts()).toHaveLength(0);

    await aWorker().announce(aFinding());
    expect(posts()).toHaveLength(1);
  });

  it('row 33: does not post while it cannot look whether it did before', async () => {
    slack.fail('chat.postMessage', { kind: 'lost' });
    slack.fail('conversations.history', { kind: 'error', error: 'missing_scope' });
    await codeOf(aWorker().announce(aFinding()));

    expect(await codeOf(aWorker().announce(aFinding()))).toBe('access-denied');
    expect(posts()).toHaveLength(1);
  });

  it('leaves a message to the worker that is posting it, until that one is given up', async () => {
    slack.fail('chat.postMessage', { kind: 'reset' });
    await codeOf(aWorker('dead').announce(aFinding()));

    expect(await codeOf(aWorker('two').announce(aFinding()))).toBe('concurrent-modification');
    clock.advance(20_000);
    await aWorker('two').announce(aFinding());
    expect(posts()).toHaveLength(1);
  });

  it('row 34: waits as long as Slack says, and answers a long wait with "later"', async () => {
    slack.fail('chat.postMessage', { kind: 'rate', retryAfterSeconds: 2 });
    const before = Date.parse(clock.now());
    await aWorker().announce(aFinding());
    expect(Date.parse(clock.now()) - before).toBeGreaterThanOrEqual(2000);

    slack.fail('chat.postMessage', { kind: 'rate', retryAfterSeconds: 60 });
    const other = aFinding({ fingerprint: 'other' });
    clock.advance(5000);
    expect(await codeOf(aWorker().announce(other))).toBe('throttled');
    await aWorker().announce(other);
    expect(posts()).toHaveLength(2);
    expect(troubles).toEqual([]);
  });

  it('row 34: keeps Slack’s pace in one channel without holding up the others', async () => {
    const worker = aWorker();
    const before = Date.parse(clock.now());
    await worker.announce(aFinding({ fingerprint: '0', account: '444455556666' }));
    expect(Date.parse(clock.now())).toBe(before);
    for (let i = 1; i <= 10; i++) await worker.announce(aFinding({ fingerprint: String(i) }));

    expect(slack.calls.filter(({ status }) => status === 429)).toEqual([]);
    expect(posts()).toHaveLength(11);
  });

  it.each(['archived', 'not-joined'] as const)(
    'row 35: falls back to the default channel once when a channel is %s, and reports it',
    async (state) => {
      slack.channels.set(PAYMENTS, state);
      const finding = aFinding({ account: '444455556666' });
      const handle = await aWorker().announce(finding);

      expect(handle.channel).toBe(MAIN);
      expect(troubles).toHaveLength(1);
      expect(troubles[0]).toMatchObject({ kind: 'channel-unusable', channel: PAYMENTS });
      expect(await aWorker('two').announce(finding)).toEqual(handle);
      expect(posts()).toHaveLength(1);
    },
  );

  it('row 35: fails without a loop when the default channel is gone as well', async () => {
    slack.channels.set(MAIN, 'archived');
    expect(await codeOf(aWorker().announce(aFinding()))).toBe('not-found');
    expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
  });

  it('row 35: lives with a message that was deleted', async () => {
    const finding = await announced();
    slack.messages.length = 0;
    await aWorker().update({ ...finding, version: 2, state: 'fixed' }, null);

    expect(troubles).toMatchObject([{ kind: 'message-unusable', code: 'message_not_found' }]);
    expect(posts()).toHaveLength(0);
  });

  it('row 43: reads a rotated token again once', async () => {
    slack.rotateToken('xoxb-new');
    secrets.rotate('xoxb-new', 's');
    await aWorker().announce(aFinding());
    expect(posts()).toHaveLength(1);
    expect(secrets.reads).toBe(1);

    slack.rotateToken('xoxb-unknown');
    expect(await codeOf(aWorker().announce(aFinding({ fingerprint: 'b' })))).toBe('access-denied');
  });

  it('changes the message at once where something happened', async () => {
    const finding = await announced();
    const proposal = aProposal({ findingIds: [finding.id] });
    const proposed: Finding = {
      ...finding,
      version: 3,
      state: 'proposed',
      proposalIds: [proposal.id],
    };
    await aWorker().update(proposed, proposal);
    await aWorker().update(proposed, { ...proposal, version: 2, state: 'approved' });

    expect(posts()[0]).toMatchObject({ edits: 2 });
    expect(posts()[0]!.text).toContain('waiting to be applied');
  });

  it('row 4: changes counts once a minute at most, and ever less often', async () => {
    const finding = await announced();
    const worker = aWorker();
    for (let second = 1; second <= 600; second++) {
      clock.advance(1000);
      await worker.update({ ...finding, version: 1 + second, count: 1 + second }, null);
    }
    expect(posts()[0]!.edits).toBeLessThanOrEqual(10);
    expect(posts()[0]!.edits).toBeGreaterThanOrEqual(5);
    expect(JSON.stringify(posts()[0]!.blocks)).toMatch(/\*5\d\d times\*/);
  });

  it('shows nothing older than what it shows', async () => {
    const finding = await announced();
    await aWorker().update({ ...finding, version: 5, state: 'fixed' }, null);
    await aWorker('late').update({ ...finding, version: 2, state: 'open', count: 9 }, null);

    expect(posts()[0]!.edits).toBe(1);
    expect(JSON.stringify(posts()[0]!.blocks)).toContain('*Fixed*');
  });

  it('ends with the newest when two workers change it at the same time', async () => {
    const finding = await announced();
    const newer: Finding = { ...finding, version: 5, state: 'fixed' };
    await Promise.allSettled([
      aWorker('a').update({ ...finding, version: 4, state: 'open', count: 2 }, null),
      aWorker('b').update(newer, null),
    ]);
    // Whoever failed is repeated by the outbox, with what the store says then.
    await aWorker('a').update(newer, null);

    expect(JSON.stringify(posts()[0]!.blocks)).toContain('*Fixed*');
  });

  it('row 12: shows the truth after an update that failed', async () => {
    const finding = await announced();
    const fixed: Finding = { ...finding, version: 2, state: 'fixed' };
    slack.fail('chat.update', { kind: 'status', status: 500 });
    expect(await codeOf(aWorker().update(fixed, null))).toBe('unavailable');
    await aWorker().update(fixed, null);

    expect(JSON.stringify(posts()[0]!.blocks)).toContain('*Fixed*');
  });

  it('S6: tells each step once in the thread', async () => {
    const finding = await announced({ state: 'proposed' });
    const row = (event: string) => ({ at: clock.now(), event, by: 'U0ALICE (Slack)', detail: '' });
    const approved: Proposal = aProposal({
      state: 'approved',
      version: 2,
      history: [row('proposal-offered'), row('proposal-approved')],
    });
    for (let i = 0; i < 3; i++) await aWorker(`w${i}`).update(finding, approved);
    const history = [...approved.history, row('change-applied')];
    await aWorker().update(finding, { ...approved, state: 'applied', version: 4, history });

    const replies = slack.messages.filter(({ threadTs }) => threadTs === posts()[0]!.ts);
    expect(replies.map(({ text }) => /\*(.*?)\*/.exec(text)?.[1])).toEqual(['Approved', 'Applied']);
  });

  it('S8: reminds once a round, in the thread', async () => {
    const finding = await announced({ state: 'proposed' });
    for (const round of [1, 1, 2]) await aWorker().remind(finding, aProposal(), round);
    expect(slack.messages.filter(({ threadTs }) => threadTs !== null)).toHaveLength(2);
  });

  it('tells with one line of all silences that ended', async () => {
    const findings = Array.from({ length: 30 }, (_, i) => aFinding({ fingerprint: String(i) }));
    await aWorker().tellReleased([]);
    await aWorker().tellReleased(findings);
    await aWorker().tellReleased(findings);
    expect(posts().map(({ text }) => text.split('\n')[0])).toEqual([
      '30 findings are no longer set aside; they are told again when they are denied again:',
    ]);
  });

  it('never shows its token or a request in an error', async () => {
    slack.fail('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });
    const error = await aWorker()
      .announce(aFinding())
      .then(
        () => undefined,
        (caught: unknown) => caught as AppError,
      );
    const { message, context, cause, stack } = error!;
    expect(JSON.stringify([message, context, cause, stack])).not.toMatch(/xoxb|orders/);
  });
});
