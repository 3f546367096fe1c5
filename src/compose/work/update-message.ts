import type { AggregateStore } from '../../ports/aggregate-store.ts';
import type { Notifier } from '../../ports/notifier.ts';

/** Brings the message of a finding up to date with it and its newest proposal. */
export async function updateMessage(
  { store, notifier }: { readonly store: AggregateStore; readonly notifier: Notifier },
  findingId: string,
): Promise<void> {
  const finding = await store.findFinding(findingId);
  if (finding === undefined) return;
  const newest = finding.proposalIds.at(-1);
  const proposal = newest === undefined ? undefined : await store.findProposal(newest);
  await notifier.update(finding, proposal ?? null);
}
