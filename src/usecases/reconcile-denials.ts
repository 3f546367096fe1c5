import { isAppError } from '../kernel/app-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventHistory } from '../ports/event-history.ts';

export type ReconcileDenialsDeps = {
  readonly history: EventHistory;
  /** Takes records in like those of any other way, and answers how many of them were new. */
  readonly takeIn: (records: readonly unknown[]) => Promise<{ readonly counted: number }>;
  readonly clock: Clock;
  readonly rules: {
    readonly accounts: readonly string[];
    /** How often this runs. */
    readonly everyMinutes: number;
    /** CloudTrail's history is complete only so much later, and EventBridge may be on its way until then. */
    readonly settleMinutes: number;
  };
};

export type Reconciliation = {
  readonly account: string;
  /** Failed events that CloudTrail knows of in this time. */
  readonly events: number;
  /** Those that had never arrived. */
  readonly missed: number;
  /** The code of the fault when the history could not be read. */
  readonly fault: string | null;
};

const BATCH = 500;

/**
 * Asks CloudTrail's own history for denials and takes in those that never arrived. Each run looks back
 * over two periods, so that one that failed leaves no gap; what was counted before counts once.
 */
export function createReconcileDenials(
  deps: ReconcileDenialsDeps,
): () => Promise<readonly Reconciliation[]> {
  return async () => {
    const { everyMinutes, settleMinutes, accounts } = deps.rules;
    const until = Date.parse(deps.clock.now()) - settleMinutes * 60_000;
    const window = {
      since: new Date(until - 2 * everyMinutes * 60_000).toISOString(),
      until: new Date(until).toISOString(),
    };
    const results: Reconciliation[] = [];
    for (const account of accounts) results.push(await reconcile(deps, { account, ...window }));
    return results;
  };
}

async function reconcile(
  { history, takeIn }: ReconcileDenialsDeps,
  window: { readonly account: string; readonly since: string; readonly until: string },
): Promise<Reconciliation> {
  const { account } = window;
  let [events, missed] = [0, 0];
  let batch: unknown[] = [];
  const flush = async () => {
    events += batch.length;
    const records = batch;
    batch = [];
    missed += (await takeIn(records)).counted;
  };
  try {
    for await (const record of history.failedEvents(window)) {
      batch.push(record);
      if (batch.length >= BATCH) await flush();
    }
    if (batch.length > 0) await flush();
    return { account, events, missed, fault: null };
  } catch (error) {
    // One account that cannot be read keeps no other from being looked at.
    if (!isAppError(error)) throw error;
    return { account, events, missed, fault: error.code };
  }
}
