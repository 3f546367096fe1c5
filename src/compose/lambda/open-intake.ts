import { createCatalog, type Catalog } from '../../catalog/create-catalog.ts';
import type { AccountReader } from '../../ports/account-reader.ts';
import { createReceiveDenials } from '../../usecases/receive-denials.ts';
import type { Environment } from './open-environment.ts';
import { openQueue } from './open-queue.ts';
import { openState } from './open-state.ts';
import { createTakeIn } from './take-in.ts';
import { toScope } from './to-scope.ts';

/**
 * Whoever takes events in has no rights in IAM: what a role's whole name is, the function that offers
 * changes finds out.
 */
const NO_ACCOUNTS: Pick<AccountReader, 'findPrincipal'> = {
  findPrincipal: () => Promise.resolve(undefined),
};

export type Intake = {
  readonly takeIn: ReturnType<typeof createTakeIn>;
  readonly catalog: Catalog;
};

/** The way of a record into the store. */
export function openIntake(environment: Environment): Intake {
  const { clock, config } = environment;
  const { store } = openState(environment);
  const takeIn = createTakeIn({
    ...environment,
    scope: toScope(config),
    receive: createReceiveDenials({ store, accounts: NO_ACCOUNTS, clock }),
    quarantine: openQueue(environment, 'QUARANTINE_QUEUE_URL'),
  });
  return { takeIn, catalog: createCatalog() };
}
