import type { Proposal, ProposalState } from '../proposal/proposal.ts';

/** For so long a message offers to take a change back; after that the command line and the console still do. */
export const ROLLBACK_HOURS = 24;

// States in which a change stands in the account and may be taken back.
const STANDING: readonly ProposalState[] = ['applied', 'verified', 'verify-failed'];

/** Whether a change stands that nobody has ordered to take back. */
export function isStanding({ state, rollback }: Pick<Proposal, 'state' | 'rollback'>): boolean {
  return STANDING.includes(state) && rollback === null;
}

/** Whether a change may be taken back from its message at `now` (ISO 8601 UTC). */
export function isRollbackOffered(
  proposal: Pick<Proposal, 'state' | 'rollback' | 'change'>,
  now: string,
): boolean {
  const { change } = proposal;
  if (change === null || !isStanding(proposal)) return false;
  return Date.parse(now) - Date.parse(change.at) < ROLLBACK_HOURS * 3_600_000;
}
