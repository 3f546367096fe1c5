import type { Finding } from '../finding/finding.ts';
import type { Proposal } from '../proposal/proposal.ts';

// A change's time is taken when it was read back, which IAM's delay may put some seconds after the switch.
const BEFORE_MILLISECONDS = 30_000;
const AFTER_MILLISECONDS = 60_000;

/**
 * Whether a finding was last denied while a change of its principal was being made or taken back. IAM
 * may then deny for a moment what the old and the new version both allow (facts/reliability.md, row 29).
 */
export function isOfTheSwitch(
  { lastSeenAt }: Pick<Finding, 'lastSeenAt'>,
  proposals: readonly Pick<Proposal, 'change' | 'rollback'>[],
): boolean {
  const denied = Date.parse(lastSeenAt);
  const switches = proposals.flatMap(({ change, rollback }) => [change?.at, rollback?.doneAt]);
  return switches.some((at) => {
    const since = at ? denied - Date.parse(at) : Number.NaN;
    return since >= -BEFORE_MILLISECONDS && since <= AFTER_MILLISECONDS;
  });
}
