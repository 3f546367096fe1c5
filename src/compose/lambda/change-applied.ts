import { createVerifyChange } from '../../usecases/verify-change.ts';
import { openAccounts } from './open-accounts.ts';
import { openEnvironment } from './open-environment.ts';
import { openState } from './open-state.ts';
import { parseVerifyOrder } from './payloads.ts';
import { type QueueMessage, settleEach } from './settle-batch.ts';

/** Looks whether applied changes work, each as often as it takes. */
export async function composeChangeApplied(): Promise<
  (messages: readonly QueueMessage[]) => Promise<readonly PromiseSettledResult<void>[]>
> {
  const environment = await openEnvironment();
  const { store } = openState(environment);
  const accounts = openAccounts(environment).reader;
  const verifyChange = createVerifyChange({ ...environment, store, accounts });
  return (messages) =>
    settleEach(environment.log, messages, async ({ body }) => {
      await verifyChange(parseVerifyOrder(body));
    });
}
