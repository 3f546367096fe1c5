import { isApprovable } from '../../domain/approval/approvals.ts';
import type { WorkQueue } from '../../ports/work-queue.ts';
import { createExpireProposals } from '../../usecases/expire-proposals.ts';
import { createReleaseSuppressions } from '../../usecases/release-suppressions.ts';
import { createRemindApprovers } from '../../usecases/remind-approvers.ts';
import { createWakeWork } from '../../usecases/wake-work.ts';
import { withOneScan } from './one-scan.ts';
import { type Environment, openEnvironment } from './open-environment.ts';
import { type Messages, openMessages } from './open-messages.ts';
import { openQueue } from './open-queue.ts';
import { openState, type State } from './open-state.ts';
import { PAYLOAD_SCHEMA, type VerifyOrder } from './payloads.ts';
import { refreshMessages } from './refresh-messages.ts';

/** The stream and its retries are done by then. */
const STALE_MINUTES = 10;
/** A look at a change is due at most every 15 minutes, the longest delay of a queue. */
const LOOK_MINUTES = 30;

/** Everything that is due by the time alone: offers expire, people are reminded, work that was left behind is woken. */
export async function composeExpiryDue(): Promise<() => Promise<void>> {
  const environment = await openEnvironment();
  const state = openState(environment);
  const messages = await openMessages(environment, state);
  return async () => {
    const faults: unknown[] = [];
    for (const [name, task] of toTasks(environment, state, messages)) {
      try {
        await task();
      } catch (error) {
        environment.log.error('a task failed; the others are done', error, { task: name });
        faults.push(error);
      }
    }
    // The function's own alarm hears of it.
    if (faults.length > 0) throw faults[0];
  };
}

type Task = readonly [string, () => Promise<void>];

function toTasks(environment: Environment, state: State, messages: Messages): readonly Task[] {
  const { clock, config, log } = environment;
  const store = withOneScan(state.store);
  const deps = { store, clock };
  const { timing } = config;
  const verifyQueue: WorkQueue<VerifyOrder> = openQueue(environment, 'VERIFY_QUEUE_URL');
  const wake = createWakeWork({
    ...deps,
    verify: (proposalId) => verifyQueue.send({ schema: PAYLOAD_SCHEMA, proposalId }),
    rules: {
      staleMinutes: STALE_MINUTES,
      verifyMinutes: timing.verifyMinutes + LOOK_MINUTES,
    },
  });
  const onUnreadable = () => log.count({ ItemsUnreadable: 1 });
  const expireProposals = createExpireProposals({ ...deps, onUnreadable });
  const remind = createRemindApprovers({
    ...deps,
    notices: {
      // Nobody is asked again for what nobody can approve here.
      remind: async (finding, proposal, round) => {
        if (isApprovable(proposal)) await messages.remind(finding, proposal, round);
      },
    },
    rules: { firstMinutes: timing.renotifyMinutes },
  });
  return [
    ['expire', async () => log.count({ OffersExpired: (await expireProposals()).length })],
    ['release', async () => messages.tellReleased(await createReleaseSuppressions(deps)())],
    ['remind', remind],
    [
      'wake',
      async () => {
        const { woken, verified } = await wake();
        log.count({ WorkSweptAgain: woken.length + verified.length });
      },
    ],
    ['refresh', () => refreshMessages({ store, clock, notifier: messages })],
  ];
}
