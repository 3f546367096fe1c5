import type { Proposal, ProposalState } from './proposal.ts';

// States in which a change stands in the account and may still be taken back.
const STANDING: readonly ProposalState[] = ['applying', 'applied', 'verified', 'verify-failed'];

/** Versions, by policy id, that recorded changes can be rolled back to: pruning keeps them. */
export function protectedVersionsOf(
  proposals: Iterable<Proposal>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const protectedVersions = new Map<string, Set<string>>();
  for (const { state, target } of proposals) {
    if (target.kind !== 'managed' || !STANDING.includes(state)) continue;
    const ids = protectedVersions.get(target.policyId) ?? new Set();
    protectedVersions.set(target.policyId, ids.add(target.baseVersionId));
  }
  return protectedVersions;
}
