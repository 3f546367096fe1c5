import { createChannelPace } from '../../src/adapters/slack/channel-pace.ts';
import { createClickReplies } from '../../src/adapters/slack/click-replies.ts';
import { createSlackDirectory } from '../../src/adapters/slack/approver-directory.ts';
import { createSlackNotifier } from '../../src/adapters/slack/notifier.ts';
import { parseClick } from '../../src/adapters/slack/parse-click.ts';
import { createRequestGate } from '../../src/adapters/slack/request-gate.ts';
import { createSlackCalls } from '../../src/adapters/slack/slack-calls.ts';
import { unifiedDiff } from '../../src/adapters/jsdiff/unified-diff.ts';
import { createMemoryAccount } from '../../src/adapters/snapshot/snapshot-account.ts';
import { createLocalApp } from '../../src/compose/create-local-app.ts';
import { DEMO_ACCOUNT } from '../../src/compose/demo/demo.ts';
import { openMemoryStore } from '../../src/compose/open-local-store.ts';
import type { Click } from '../../src/domain/approval/click.ts';
import { createDecideFromMessage } from '../../src/usecases/decide-from-message.ts';
import { createRecordDecision } from '../../src/usecases/record-decision.ts';
import { createRequestRollback } from '../../src/usecases/request-rollback.ts';
import { createSuppressFinding } from '../../src/usecases/suppress-finding.ts';
import { aClock } from './a-local-app.ts';
import { aFakeSlack } from './fake-slack.ts';
import { aMessageLog, anApprovalPace, aSeenRequests, aSlackSecret } from './slack-parts.ts';
import type { SignedRequest } from './slack-requests.ts';

const MAIN = 'C0MAIN';
const SECURITY = 'C0SECURITY';

export type SlackWorld = Awaited<ReturnType<typeof aSlackWorld>>;

/** The product on a sample account with the fake Slack at its edge, as its functions compose it. */
export async function aSlackWorld() {
  const clock = aClock();
  const slack = await aFakeSlack({ now: () => Date.parse(clock.now()) });
  for (const channel of [MAIN, SECURITY]) slack.channels.set(channel, 'open');
  slack.groups.set('S0ONCALL', ['U0ALICE', 'U0BOB']);
  for (const id of ['U0ALICE', 'U0BOB', 'U0MALLORY']) slack.people.set(id, {});
  let ids = 0;
  const newId = () => `ANPATEST${String((ids += 1)).padStart(13, '0')}`;
  const account = createMemoryAccount(DEMO_ACCOUNT, { clock, newId });
  const local = await openMemoryStore();
  const secrets = aSlackSecret('xoxb-fake', slack.signingSecret);
  const calls = createSlackCalls({ secrets, secretId: 's', apiUrl: slack.url });
  const describe = async () => ({
    accountName: 'demo',
    approvers: { names: ['oncall'], people: null },
    mayApply: true,
  });
  const notifier = createSlackNotifier({
    calls,
    pace: createChannelPace(clock),
    log: aMessageLog(),
    clock,
    holder: 'test',
    routes: [{ account: null, team: null, severity: null, channel: MAIN }],
    securityChannel: SECURITY,
    digestChannel: null,
    teamOf: () => null,
    describe,
    report: () => {},
  });
  const app = createLocalApp({ clock, account, local, notifier, holder: 'test' });
  const { store } = local;
  const gate = createRequestGate({ secrets, secretId: 's', seen: aSeenRequests(), clock });
  const decideFromMessage = createDecideFromMessage({
    store,
    clock,
    pace: anApprovalPace(),
    directory: createSlackDirectory({ calls, clock }),
    workspace: { teamId: slack.teamId, enterpriseId: null },
    approvers: [{ name: 'oncall', slackUserGroup: 'S0ONCALL', users: [], accounts: null }],
    decide: createRecordDecision({ store, clock }),
    suppress: createSuppressFinding({ store, clock }),
    requestRollback: createRequestRollback({ store, accounts: account, clock, diff: unifiedDiff }),
  });
  const otherOrigins = [new URL(slack.url).origin];
  const reply = createClickReplies({ calls, clock, describe, otherOrigins, onLost: () => {} });

  /** What slack-interacted, the queue, decision-made and the stream do with one request. */
  async function receive(request: SignedRequest): Promise<number> {
    const body = Buffer.from(request.body);
    if ((await gate({ headers: request.headers, body })).kind === 'refused') return 401;
    const reading = parseClick(body);
    if (reading.kind !== 'click') return 200;
    const queued = JSON.parse(JSON.stringify(reading.click)) as Click;
    await reply(queued, await decideFromMessage(queued));
    await app.resume();
    return 200;
  }

  async function close(): Promise<void> {
    await app.close();
    await slack.close();
  }
  return { app, account, local, clock, slack, receive, close };
}
