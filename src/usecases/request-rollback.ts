import { checkRollback } from '../domain/change/rollback-check.ts';
import type { PolicyDocument } from '../domain/policy/policy-document.ts';
import type { Proposal, ProposalState } from '../domain/proposal/proposal.ts';
import { amendProposal } from '../domain/proposal/transitions.ts';
import type { AccountReader } from '../ports/account-reader.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnifiedDiff } from '../ports/unified-diff.ts';

/** What the change did, and what was done to the target after it. */
export type ThreeWayDiff = { readonly ours: string; readonly theirs: string };

export type RollbackRequestOutcome =
  | { readonly kind: 'recorded'; readonly proposal: Proposal }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-applied'; readonly state: ProposalState }
  | { readonly kind: 'moved'; readonly reason: string; readonly diff: ThreeWayDiff };

const STANDING: readonly ProposalState[] = ['applied', 'verified', 'verify-failed'];

/** Records a person's order to take a change back, or refuses it with the three-way difference when the target moved since. */
export function createRequestRollback(deps: {
  readonly store: AggregateStore;
  readonly accounts: AccountReader;
  readonly clock: Clock;
  readonly diff: UnifiedDiff;
}): (command: {
  readonly proposalId: string;
  readonly by: string;
  readonly reason: string | null;
}) => Promise<RollbackRequestOutcome> {
  return async ({ proposalId, by, reason }) => {
    for (;;) {
      const proposal = await deps.store.findProposal(proposalId);
      if (proposal === undefined) return { kind: 'not-found' };
      if (!STANDING.includes(proposal.state)) return { kind: 'not-applied', state: proposal.state };
      if (proposal.rollback !== null) return { kind: 'recorded', proposal };
      const check = checkRollback(
        proposal,
        await deps.accounts.findPrincipal(proposal.principalArn),
      );
      if (check.kind === 'moved') {
        const diff = threeWay(deps.diff, proposal, check.current);
        return { kind: 'moved', reason: check.reason, diff };
      }
      const at = deps.clock.now();
      const next = amendProposal(
        proposal,
        { at, by, detail: reason ?? '', event: 'rollback-requested' },
        { rollback: { requestedAt: at, by, reason, doneAt: null } },
      );
      if ((await deps.store.save(next)) === 'saved') return { kind: 'recorded', proposal: next };
    }
  };
}

function threeWay(
  diff: UnifiedDiff,
  proposal: Proposal,
  current: PolicyDocument | null,
): ThreeWayDiff {
  const text = (document: PolicyDocument | null) =>
    document === null ? '' : JSON.stringify(document, null, 2);
  const { target, targetDocument } = proposal;
  const name = target.kind === 'inline' ? target.policyName : target.policyArn;
  return { ours: proposal.diff, theirs: diff(name, text(targetDocument), text(current)) };
}
