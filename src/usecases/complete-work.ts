import type { Finding } from '../domain/finding/finding.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';

/** Removes outbox entries that were carried out; an entry that is gone already is fine. */
export function createCompleteWork(deps: {
  readonly store: AggregateStore;
}): (kind: 'finding' | 'proposal', id: string, entryIds: readonly string[]) => Promise<void> {
  return async (kind, id, entryIds) => {
    for (;;) {
      const aggregate =
        kind === 'finding' ? await deps.store.findFinding(id) : await deps.store.findProposal(id);
      if (!aggregate?.outbox.some((entry) => entryIds.includes(entry.id))) return;
      if ((await deps.store.save(without(aggregate, entryIds))) === 'saved') return;
    }
  };
}

function without(aggregate: Finding | Proposal, entryIds: readonly string[]): Finding | Proposal {
  const outbox = aggregate.outbox.filter(({ id }) => !entryIds.includes(id));
  return { ...aggregate, version: aggregate.version + 1, outbox };
}
