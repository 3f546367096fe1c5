import { createDynamodbApprovalPace } from '../../adapters/aws/dynamodb/approval-pace.ts';
import { unifiedDiff } from '../../adapters/jsdiff/unified-diff.ts';
import { createSlackDirectory } from '../../adapters/slack/approver-directory.ts';
import { createClickReplies } from '../../adapters/slack/click-replies.ts';
import type { Click } from '../../domain/approval/click.ts';
import { createDecideFromMessage } from '../../usecases/decide-from-message.ts';
import { createRecordAudit } from '../../usecases/record-audit.ts';
import { createRecordDecision } from '../../usecases/record-decision.ts';
import { createRequestRollback } from '../../usecases/request-rollback.ts';
import { createSuppressFinding } from '../../usecases/suppress-finding.ts';
import { toRefusedAttempt } from '../work/refused-attempt.ts';
import { once } from './once.ts';
import { type Environment, openEnvironment } from './open-environment.ts';
import { createDescribe, openSlackCalls } from './open-slack.ts';
import { openAudit, openState } from './open-state.ts';
import { parsePayload } from './payloads.ts';
import { type QueueMessage, settleEach } from './settle-batch.ts';

/** Carries out what people clicked, and answers them. What follows from a decision, others are woken to do. */
export async function composeDecisionMade(): Promise<
  (messages: readonly QueueMessage[]) => Promise<readonly PromiseSettledResult<void>[]>
> {
  const environment = await openEnvironment();
  const { config, clock, log } = environment;
  const calls = openSlackCalls(environment);
  const decide = openDecide(environment, calls);
  const reply = createClickReplies({
    calls,
    clock,
    describe: createDescribe(config),
    onLost: () => log.count({ MessageFailures: 1 }),
  });
  return (messages) =>
    settleEach(log, messages, async ({ body }) => {
      // Nobody but the function that checks Slack's signature may write into this queue.
      const click = parsePayload(body) as unknown as Click;
      const answer = await decide(click);
      const { kind } = click.order;
      const fields = answer.kind === 'said' ? { done: answer.done, reason: answer.reason } : {};
      log.info('a click was answered', { order: kind, subject: click.order.subjectId, ...fields });
      await reply(click, answer);
    });
}

function openDecide(
  environment: Environment,
  calls: ReturnType<typeof openSlackCalls>,
): ReturnType<typeof createDecideFromMessage> {
  const { config, clock } = environment;
  const { slack } = config;
  if (slack === null) throw new Error('clicks arrive, and no Slack workspace is configured');
  const { store, table } = openState(environment);
  const recordAudit = createRecordAudit({ log: openAudit(environment), clock });
  const recordDecision = createRecordDecision({ store, clock });
  // IAM's and STS's clients are for the few clicks that take a change back.
  const openRollback = once(async () => {
    const { openAccounts } = await import('./open-accounts.ts');
    const accounts = openAccounts(environment).reader;
    return createRequestRollback({ store, clock, accounts, diff: unifiedDiff });
  });
  return createDecideFromMessage({
    store,
    clock,
    directory: createSlackDirectory({ calls, clock }),
    pace: createDynamodbApprovalPace({ table }),
    workspace: { teamId: slack.teamId, enterpriseId: slack.enterpriseId },
    approvers: config.approvers,
    decide: async (command) => {
      const outcome = await recordDecision(command);
      if (outcome.kind === 'refused') {
        await recordAudit(toRefusedAttempt(command, outcome, clock.now()));
      }
      return outcome;
    },
    suppress: createSuppressFinding({ store, clock }),
    requestRollback: async (command) => (await openRollback())(command),
  });
}
