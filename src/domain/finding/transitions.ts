import type { Finding, FindingState } from './finding.ts';

/** Which state may follow which. A fixed or expired finding opens again when it is denied anew. */
export const FINDING_MOVES: Readonly<Record<FindingState, readonly FindingState[]>> = {
  open: ['proposed', 'fixed', 'unfixable', 'suppressed', 'expired'],
  proposed: ['open', 'fixed', 'unfixable', 'suppressed', 'expired'],
  fixed: ['open'],
  unfixable: ['open', 'suppressed', 'fixed', 'expired'],
  suppressed: ['open'],
  expired: ['open'],
};

/** Work that a finding's move leaves behind. */
export type FindingEvent =
  | 'finding-opened'
  | 'finding-recurred'
  | 'finding-settled'
  | 'finding-escalated';

export type FindingMove = {
  readonly to: FindingState;
  readonly at: string;
  readonly by: string;
  readonly detail: string;
  readonly event?: FindingEvent;
};

/** The next version of a finding after a move; a move that the table does not have is a bug and throws. */
export function moveFinding(
  finding: Finding,
  move: FindingMove,
  changes: Partial<Finding> = {},
): Finding {
  if (!FINDING_MOVES[finding.state].includes(move.to)) {
    throw new Error(`finding ${finding.id} cannot go from ${finding.state} to ${move.to}`);
  }
  const version = finding.version + 1;
  const { at, by, detail, event } = move;
  return {
    ...finding,
    ...changes,
    state: move.to,
    version,
    history: [...finding.history, { at, event: event ?? move.to, by, detail }],
    outbox: [...finding.outbox, ...(event ? [{ id: `${finding.id}.${version}`, event, at }] : [])],
  };
}
