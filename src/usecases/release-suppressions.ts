import type { Finding } from '../domain/finding/finding.ts';
import { moveFinding } from '../domain/finding/transitions.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';

/**
 * Ends the silences whose time is over and answers the findings that it released. They stay quiet until
 * they are denied again, so that the end of many silences is not a burst of messages.
 */
export function createReleaseSuppressions(deps: {
  readonly store: AggregateStore;
  readonly clock: Clock;
}): () => Promise<readonly Finding[]> {
  const { store, clock } = deps;
  return async () => {
    const at = clock.now();
    const released: Finding[] = [];
    for await (const aggregate of store.listAll()) {
      if (aggregate.kind !== 'finding' || aggregate.state !== 'suppressed') continue;
      if (aggregate.suppressedUntil === null || aggregate.suppressedUntil > at) continue;
      const move = { to: 'open', at, by: 'rolemender', detail: 'its silence is over' } as const;
      const next = moveFinding(aggregate, move, { settledAt: at, suppressedUntil: null });
      // A conflict means that it was denied or decided just now: the next run sees it.
      if ((await store.save(next)) === 'saved') released.push(next);
    }
    return released;
  };
}
