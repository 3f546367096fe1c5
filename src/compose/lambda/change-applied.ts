import { CAREFUL } from '../../domain/change/judge-verification.ts';
import type { Log, MetricName } from '../../ports/log.ts';
import { createVerifyChange, type VerifyOutcome } from '../../usecases/verify-change.ts';
import { openAccounts } from './open-accounts.ts';
import { openEnvironment } from './open-environment.ts';
import { openQueue } from './open-queue.ts';
import { openState } from './open-state.ts';
import { parseVerifyOrder, PAYLOAD_SCHEMA, type VerifyOrder } from './payloads.ts';
import { type QueueMessage, settleEach } from './settle-batch.ts';

/** Looks whether applied changes work, and sends itself the next look until the last one ends it. */
export async function composeChangeApplied(): Promise<
  (messages: readonly QueueMessage[]) => Promise<readonly PromiseSettledResult<void>[]>
> {
  const environment = await openEnvironment();
  const { config, log } = environment;
  const { reader: accounts, simulator } = openAccounts(environment);
  const { store } = openState(environment);
  const rules = { ...CAREFUL, watchSeconds: config.timing.verifyMinutes * 60 };
  const verifyChange = createVerifyChange({ ...environment, store, accounts, simulator, rules });
  const queue = openQueue<VerifyOrder>(environment, 'VERIFY_QUEUE_URL');
  return (messages) =>
    settleEach(log, messages, async ({ body }) => {
      const proposalId = parseVerifyOrder(body);
      const outcome = await verifyChange(proposalId);
      if (outcome.kind === 'again') {
        const order = { schema: PAYLOAD_SCHEMA, proposalId };
        await queue.send(order, { delaySeconds: outcome.afterSeconds });
      }
      countVerification(log, outcome);
    });
}

const METRIC_OF = {
  effective: 'ChangesEffective',
  ineffective: 'ChangesIneffective',
  inconclusive: 'ChangesInconclusive',
} as const satisfies Record<string, MetricName>;

function countVerification(log: Log, outcome: VerifyOutcome): void {
  const verification = outcome.kind === 'done' ? outcome.proposal.verification : null;
  if (verification !== null) log.count({ [METRIC_OF[verification.kind]]: 1 });
}
