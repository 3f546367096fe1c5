import type { OutboxEntry } from '../../domain/finding/aggregate.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import type { AccountParts, WorkOutcome } from './work-parts.ts';

/** Carries out one entry of a proposal's outbox that writes IAM, and removes it; `wait` when the same call continues it later. */
export async function changeAccount(
  { handlers }: AccountParts,
  proposal: Proposal,
  entry: OutboxEntry,
): Promise<WorkOutcome> {
  const { id } = proposal;
  // Who decided it is on record before IAM is touched.
  await handlers.recordHistory(proposal);
  if (entry.event === 'proposal-approved') {
    const { kind } = await handlers.applyProposal(id);
    if (kind === 'busy' || kind === 'retry-later') return { kind: 'wait', touched: [id] };
  } else if (entry.event === 'rollback-requested') {
    await handlers.rollBackChange(id);
  } else {
    throw new Error(`no writer for ${entry.event}`);
  }
  await handlers.completeWork('proposal', id, [entry.id]);
  return { kind: 'done', touched: [id] };
}
