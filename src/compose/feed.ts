import type { Denial, Reading } from '../domain/denial/denial.ts';
import type { ReceiveDenialsOutcome } from '../usecases/receive-denials.ts';
import type { FeedSummary, LocalApp } from './local-app.ts';

// Copies of one denial in a batch cost one write together; a larger batch saves little more.
const BATCH = 1000;

/** Takes readings in by batches: counts them, and carries out what follows after each batch. */
export function createFeed(deps: {
  readonly receive: (denials: readonly Denial[]) => Promise<ReceiveDenialsOutcome>;
  readonly dispatch: (ids: Iterable<string>) => Promise<void>;
}): LocalApp['feed'] {
  return async (readings) => {
    const summary = { records: 0, counted: 0, duplicates: 0, notDenials: 0 };
    const unreadable: string[] = [];
    const findingIds = new Set<string>();
    let batch: Denial[] = [];
    const flush = async () => {
      const outcome = await deps.receive(batch);
      batch = [];
      summary.counted += outcome.counted;
      summary.duplicates += outcome.duplicates;
      for (const id of outcome.findingIds) findingIds.add(id);
      const [failure] = outcome.failures;
      if (failure !== undefined) throw failure.error;
      await deps.dispatch(outcome.findingIds);
    };
    for await (const reading of readings as AsyncIterable<Reading>) {
      summary.records += 1;
      if (reading.kind === 'denial') batch.push(reading);
      else if (reading.kind === 'not-a-denial') summary.notDenials += 1;
      else unreadable.push(reading.reason);
      if (batch.length >= BATCH) await flush();
    }
    if (batch.length > 0) await flush();
    return { ...summary, unreadable, findingIds: [...findingIds] } satisfies FeedSummary;
  };
}
