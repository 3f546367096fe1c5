import type { Finding } from '../../domain/finding/finding.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import type { AggregateStore } from '../../ports/aggregate-store.ts';

/** A store whose whole content is read once, however many ask for it: for a run of a few minutes. */
export function withOneScan(store: AggregateStore): AggregateStore {
  let scanned: Promise<readonly (Finding | Proposal)[]> | undefined;
  const scan = async () => {
    const all: (Finding | Proposal)[] = [];
    for await (const aggregate of store.listAll()) all.push(aggregate);
    return all;
  };
  return {
    ...store,
    async *listAll() {
      scanned ??= scan();
      yield* await scanned;
    },
  };
}
