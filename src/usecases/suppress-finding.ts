import type { Finding, FindingState } from '../domain/finding/finding.ts';
import { isReconnaissanceAlert } from '../domain/finding/reconnaissance.ts';
import { moveFinding } from '../domain/finding/transitions.ts';
import { moveProposal } from '../domain/proposal/transitions.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';

export type SuppressCommand = {
  readonly findingId: string;
  readonly by: string;
  /** When it counts again (ISO 8601 UTC); null: not until a person says so. */
  readonly until: string | null;
  readonly reason: string | null;
};

export type SuppressOutcome =
  | { readonly kind: 'suppressed'; readonly finding: Finding }
  | { readonly kind: 'not-found' }
  /** It is closed, so that there is nothing to set aside. */
  | { readonly kind: 'closed'; readonly state: FindingState };

type Deps = { readonly store: AggregateStore; readonly clock: Clock };

/**
 * Sets a finding aside: its denials are counted and nobody is told. What is offered for it is taken back,
 * and offered anew for the other findings that it would have cured. A reconnaissance alert is lifted by it. Repeatable.
 */
export function createSuppressFinding(
  deps: Deps,
): (command: SuppressCommand) => Promise<SuppressOutcome> {
  return async (command) => {
    const outcome = await suppress(deps, command);
    if (outcome.kind === 'suppressed') await takeBackOffers(deps, outcome.finding, command.by);
    return outcome;
  };
}

async function suppress(
  { store, clock }: Deps,
  { findingId, by, until, reason }: SuppressCommand,
): Promise<SuppressOutcome> {
  for (;;) {
    const finding = await store.findFinding(findingId);
    if (finding === undefined) return { kind: 'not-found' };
    const { state } = finding;
    if (state === 'fixed' || state === 'expired') return { kind: 'closed', state };
    if (state === 'suppressed') return { kind: 'suppressed', finding };
    const at = clock.now();
    const detail = [until === null ? null : `until ${until}`, reason].filter(Boolean).join(': ');
    const move = { to: 'suppressed', at, by, detail, event: 'finding-settled' } as const;
    // What was denied until an alert is lifted no longer counts towards the next one.
    const settledAt = isReconnaissanceAlert(finding) ? at : finding.settledAt;
    const next = moveFinding(finding, move, { suppressedUntil: until, settledAt });
    if ((await store.save(next)) === 'saved') return { kind: 'suppressed', finding: next };
  }
}

async function takeBackOffers(
  { store, clock }: Deps,
  { id, proposalIds }: Finding,
  by: string,
): Promise<void> {
  const note = `${by} set ${id} aside`;
  for (const proposalId of proposalIds) {
    const proposal = await store.findProposal(proposalId);
    if (proposal?.state !== 'offered') continue;
    const move = { to: 'superseded', at: clock.now(), by, detail: note } as const;
    // A conflict means that somebody decided it just now, which stands.
    await store.save(moveProposal(proposal, { ...move, event: 'proposal-stale' }, { note }));
  }
}
