import { createCloudTrailHistory } from '../../adapters/aws/cloudtrail/event-history.ts';
import { createReconcileDenials } from '../../usecases/reconcile-denials.ts';
import { openAccounts } from './open-accounts.ts';
import { openEnvironment } from './open-environment.ts';
import { openIntake } from './open-intake.ts';
import { readValue } from './read-message.ts';

/** CloudTrail's history shows an event after five minutes or more (CloudTrail User Guide, "Event history"). */
const SETTLE_MINUTES = 15;

/** Takes in what EventBridge missed, and tells how much that was. */
export async function composeReconcileDue(): Promise<() => Promise<void>> {
  const environment = await openEnvironment();
  const { config, log, region, clock } = environment;
  const { takeIn, catalog } = openIntake(environment);
  const reconcile = createReconcileDenials({
    history: createCloudTrailHistory({
      optionsFor: openAccounts(environment).readerOptions,
      // Events of IAM, STS and other global services are recorded there.
      regions: [...new Set([region, 'us-east-1'])],
      clock,
    }),
    takeIn: async (records) => {
      const batch = records.map((record, at) => ({
        id: String(at),
        body: JSON.stringify(record),
        read: () => readValue(catalog, record),
      }));
      const { failures, outcome } = await takeIn(batch);
      for (const error of failures.values()) throw error;
      return outcome;
    },
    clock,
    rules: {
      accounts: config.accounts.map(({ id }) => id),
      everyMinutes: config.reconcile.everyMinutes,
      settleMinutes: SETTLE_MINUTES,
    },
  });
  return async () => {
    for (const result of await reconcile()) {
      const { account, events, missed, fault } = result;
      log.info('reconciled', { account, events, missed, fault });
      log.count({ EventsMissed: missed, AccountsUnreachable: fault === null ? 0 : 1 });
    }
  };
}
