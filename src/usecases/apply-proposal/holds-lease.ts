import type { Proposal } from '../../domain/proposal/proposal.ts';
import type { AggregateStore } from '../../ports/aggregate-store.ts';

/** True while nobody took the proposal over: every write to IAM asks first. */
export async function holdsLease(
  { store }: { readonly store: AggregateStore },
  { id, lease }: Proposal,
): Promise<boolean> {
  const stored = await store.findProposal(id);
  return stored?.state === 'applying' && stored.lease?.fence === lease?.fence;
}
