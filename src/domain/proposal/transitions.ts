import type { HistoryRow, OutboxEntry } from '../finding/aggregate.ts';
import type { Proposal, ProposalState } from './proposal.ts';

/** Which state may follow which; a state without successors is final. */
export const PROPOSAL_MOVES: Readonly<Record<ProposalState, readonly ProposalState[]>> = {
  offered: ['approved', 'rejected', 'expired', 'superseded'],
  approved: ['applying', 'superseded', 'failed'],
  applying: ['applying', 'applied', 'superseded', 'failed'],
  applied: ['verified', 'verify-failed', 'rolled-back'],
  verified: ['rolled-back'],
  'verify-failed': ['rolled-back'],
  rejected: [],
  expired: [],
  superseded: [],
  'rolled-back': [],
  failed: [],
};

/** Work that a proposal's move leaves behind; the dispatcher knows a use case for each. */
export type ProposalEvent =
  | 'proposal-offered'
  | 'approval-given'
  | 'proposal-approved'
  | 'proposal-closed'
  | 'proposal-stale'
  | 'apply-delayed'
  | 'change-applied'
  | 'change-verified'
  | 'rollback-requested'
  | 'change-rolled-back';

export type ProposalMove = {
  readonly to: ProposalState;
  readonly at: string;
  readonly by: string;
  readonly detail: string;
  readonly event?: ProposalEvent;
};

// A state changes by a move of the table only.
type ProposalChanges = Omit<Partial<Proposal>, 'state'>;

/**
 * The next version of a proposal after a move, with its history row and the work it leaves behind.
 * Throws on a move that the table does not have: callers check with `canMove` first, so it is a bug.
 */
export function moveProposal(
  proposal: Proposal,
  move: ProposalMove,
  changes: ProposalChanges = {},
): Proposal {
  if (!canMove(proposal, move.to)) {
    throw new Error(`proposal ${proposal.id} cannot go from ${proposal.state} to ${move.to}`);
  }
  return amendProposal({ ...proposal, state: move.to }, move, changes);
}

/** The next version of a proposal that stays in its state: history and work are appended, fields replaced. */
export function amendProposal(
  proposal: Proposal,
  { at, by, detail, to, event }: Omit<ProposalMove, 'to'> & { readonly to?: ProposalState },
  changes: ProposalChanges,
): Proposal {
  const version = proposal.version + 1;
  const row: HistoryRow = { at, event: event ?? to ?? 'amended', by, detail };
  const entry: OutboxEntry[] = event ? [{ id: `${proposal.id}.${version}`, event, at }] : [];
  return {
    ...proposal,
    ...changes,
    version,
    history: [...proposal.history, row],
    outbox: [...proposal.outbox, ...entry],
  };
}

/** Whether the table has the move. */
export function canMove(proposal: Proposal, to: ProposalState): boolean {
  return PROPOSAL_MOVES[proposal.state].includes(to);
}

/** Whether a proposal can change no more. */
export function isFinal(state: ProposalState): boolean {
  return PROPOSAL_MOVES[state].length === 0;
}
