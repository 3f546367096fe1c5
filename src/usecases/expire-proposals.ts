import type { Proposal } from '../domain/proposal/proposal.ts';
import { moveProposal } from '../domain/proposal/transitions.ts';
import type { AppError } from '../kernel/app-error.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';

/** Moves every offer whose time has run out to `expired`; answers those that it moved. What cannot be read is told, and the others expire. */
export function createExpireProposals(deps: {
  readonly store: AggregateStore;
  readonly clock: Clock;
  readonly onUnreadable: ((fault: AppError) => void) | undefined;
}): () => Promise<readonly Proposal[]> {
  return async () => {
    const at = deps.clock.now();
    const expired: Proposal[] = [];
    for await (const aggregate of deps.store.listAll(deps.onUnreadable)) {
      if (aggregate.kind !== 'proposal' || aggregate.state !== 'offered') continue;
      if (aggregate.expiresAt > at) continue;
      const decision = {
        verdict: 'expired',
        by: 'rolemender',
        at,
        digest: aggregate.digest,
        reason: null,
      } as const;
      const move = {
        to: 'expired',
        at,
        by: 'rolemender',
        detail: '',
        event: 'proposal-closed',
      } as const;
      const next = moveProposal(aggregate, move, { decision });
      // A conflict means that somebody decided it in the last moment, which stands.
      if ((await deps.store.save(next)) === 'saved') expired.push(next);
    }
    return expired;
  };
}
