import type { Proposal } from '../domain/proposal/proposal.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Notices } from '../ports/notices.ts';

/** More reminders than this are noise; then the offer expires. */
export const MOST_REMINDERS = 3;

/**
 * How many reminders of an offer are due at this age: the first after `firstMinutes`, each further one
 * after twice the wait before it, at most three.
 */
export function remindersDue(ageMinutes: number, firstMinutes: number): number {
  let due = 0;
  for (let wait = firstMinutes, at = wait; at <= ageMinutes && due < MOST_REMINDERS;) {
    due += 1;
    wait *= 2;
    at += wait;
  }
  return due;
}

/** Reminds of offers that wait for a decision; each reminder is posted once, however often this runs. */
export function createRemindApprovers(deps: {
  readonly store: AggregateStore;
  readonly notices: Pick<Notices, 'remind'>;
  readonly clock: Clock;
  readonly rules: { readonly firstMinutes: number };
}): () => Promise<void> {
  const { store, notices, clock, rules } = deps;
  return async () => {
    const now = clock.now();
    for await (const aggregate of store.listAll()) {
      if (aggregate.kind !== 'proposal' || !isWaiting(aggregate, now)) continue;
      const ageMinutes = (Date.parse(now) - Date.parse(aggregate.createdAt)) / 60_000;
      const round = remindersDue(ageMinutes, rules.firstMinutes);
      if (round === 0) continue;
      for (const findingId of aggregate.findingIds) {
        const finding = await store.findFinding(findingId);
        if (finding?.state === 'proposed') await notices.remind(finding, aggregate, round);
      }
    }
  };
}

function isWaiting({ state, expiresAt }: Proposal, now: string): boolean {
  return state === 'offered' && expiresAt > now;
}
