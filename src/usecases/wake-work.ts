import type { Finding } from '../domain/finding/finding.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';

export type WakeWorkDeps = {
  readonly store: AggregateStore;
  /** Orders the next look at an applied change. */
  readonly verify: (proposalId: string) => Promise<void>;
  readonly clock: Clock;
  readonly rules: {
    /** Work that is older was left behind: its function failed for good, or never heard of it. */
    readonly staleMinutes: number;
    /** An applied change that is older without a verdict has lost its next look. */
    readonly verifyMinutes: number;
  };
};

/** Ids of what was woken. */
export type WakeWorkOutcome = {
  readonly woken: readonly string[];
  readonly verified: readonly string[];
};

/**
 * Finds work that was left behind and wakes it: an aggregate with old work is stored once more as it is,
 * which the store's stream tells to the function whose work it is. Repeatable.
 */
export function createWakeWork(deps: WakeWorkDeps): () => Promise<WakeWorkOutcome> {
  const { store, clock, rules } = deps;
  return async () => {
    const now = Date.parse(clock.now());
    const isOlder = (at: string, minutes: number) => now - Date.parse(at) > minutes * 60_000;
    const woken: string[] = [];
    const verified: string[] = [];
    for await (const aggregate of store.listAll()) {
      if (aggregate.outbox.some(({ at }) => isOlder(at, rules.staleMinutes))) {
        // A conflict means that somebody works on it just now.
        if ((await store.save(touched(aggregate))) === 'saved') woken.push(aggregate.id);
      } else if (lacksVerdict(aggregate) && isOlder(aggregate.change.at, rules.verifyMinutes)) {
        await deps.verify(aggregate.id);
        verified.push(aggregate.id);
      }
    }
    return { woken, verified };
  };
}

function touched(aggregate: Finding | Proposal): Finding | Proposal {
  return { ...aggregate, version: aggregate.version + 1 };
}

function lacksVerdict(
  aggregate: Finding | Proposal,
): aggregate is Proposal & { readonly change: NonNullable<Proposal['change']> } {
  return (
    aggregate.kind === 'proposal' &&
    aggregate.state === 'applied' &&
    aggregate.verification === null &&
    aggregate.change !== null
  );
}
