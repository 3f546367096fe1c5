import type { OutboxEntry } from '../../domain/finding/aggregate.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { toPublishedEvent } from './to-published-event.ts';
import { updateMessage } from './update-message.ts';
import type { FollowParts, WorkOutcome } from './work-parts.ts';

/** Carries out one entry of a proposal's outbox that writes no IAM, tells others of it, and removes it. */
export async function followProposal(
  parts: FollowParts,
  proposal: Proposal,
  entry: OutboxEntry,
): Promise<WorkOutcome> {
  const touched = await carryOut(parts, proposal, entry.event);
  await publishWork(parts, proposal, entry);
  await updateMessages(parts, proposal);
  await parts.handlers.completeWork('proposal', proposal.id, [entry.id]);
  return { kind: 'done', touched: [proposal.id, ...touched] };
}

/** Tells other systems of one entry; repeating it tells them again, with the same content. */
export async function publishWork(
  { publisher }: Pick<FollowParts, 'publisher'>,
  proposal: Proposal,
  entry: OutboxEntry,
): Promise<void> {
  const event = toPublishedEvent(proposal, entry);
  if (event !== undefined) await publisher.publish([event]);
}

/** Brings the messages of every finding of a proposal up to date. */
export async function updateMessages(
  parts: Pick<FollowParts, 'store' | 'notifier'>,
  { findingIds }: Proposal,
): Promise<void> {
  for (const findingId of findingIds) await updateMessage(parts, findingId);
}

async function carryOut(
  { store, handlers }: FollowParts,
  proposal: Proposal,
  event: string,
): Promise<readonly string[]> {
  switch (event) {
    case 'proposal-offered':
    case 'approval-given':
    case 'apply-delayed':
      return [];
    case 'change-applied':
      await handlers.verifyChange(proposal.id);
      return [];
    case 'proposal-stale':
    case 'proposal-closed':
    case 'change-verified':
    case 'change-rolled-back': {
      const settled = await handlers.settleFindings(proposal);
      const touched = settled.filter(({ outbox }) => outbox.length > 0).map(({ id }) => id);
      if (event !== 'proposal-stale') return touched;
      for (const principal of new Set(settled.map(({ principalArn }) => principalArn))) {
        for (const { id } of await handlers.proposeChange(principal)) touched.push(id);
        for (const { id } of (await store.listOfPrincipal(principal)).proposals) touched.push(id);
      }
      return touched;
    }
    default:
      throw new Error(`no handler for ${event}`);
  }
}
