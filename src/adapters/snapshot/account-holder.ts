import type { Outcome } from './account-state.ts';
import type { AccountState } from './snapshot-schema.ts';

/** Where the account lives. Both calls are atomic: an update sees every update that was answered before it. */
export type AccountHolder = {
  readonly read: () => Promise<AccountState>;
  /** Applies a pure change; it may run several times when others change the account at the same moment. */
  readonly update: <T>(change: (state: AccountState) => Outcome<T>) => Promise<T>;
};

/** Keeps the account in memory, for tests and for reading a snapshot file. */
export function createMemoryHolder(initial: AccountState): AccountHolder {
  let state = initial;
  return {
    read: async () => state,
    update: async (change) => {
      const outcome = change(state);
      state = outcome.state;
      return outcome.result;
    },
  };
}
