import { isSameDigest } from '../proposal/proposal-digest.ts';
import type { Approval, Decision, Proposal, Rejection } from '../proposal/proposal.ts';
import { amendProposal, moveProposal } from '../proposal/transitions.ts';
import {
  type ApprovalRules,
  type ApproverGroups,
  refusalOfApproval,
  standingOf,
} from './approvals.ts';
import type { DecisionRefusal } from './decision-refusals.ts';

export type DecisionCommand = {
  readonly proposalId: string;
  readonly verdict: 'approved' | 'rejected';
  /** The digest that the person saw, whole or a prefix of at least 12 characters. */
  readonly digest: string;
  readonly by: string;
  readonly reason: string | null;
  /** Of whoever approves; absent where nobody keeps groups. */
  readonly groups?: ApproverGroups;
  /** For a rejection; absent: its findings are suppressed until a person says otherwise. */
  readonly rejection?: Rejection;
};

export type DecisionOutcome =
  /** The proposal is still `offered` where another approval is needed. */
  | { readonly kind: 'recorded'; readonly proposal: Proposal }
  | {
      readonly kind: 'refused';
      readonly code: DecisionRefusal;
      readonly proposal: Proposal | undefined;
    };

/** What a person's decision makes of a proposal: its next version, or why it stays as it is. */
export function decideProposal(
  proposal: Proposal | undefined,
  command: DecisionCommand,
  at: string,
  rules: ApprovalRules,
): DecisionOutcome {
  const code = refusalOf(proposal, command, at, rules);
  if (proposal === undefined || code !== null) {
    return { kind: 'refused', code: code ?? 'not-found', proposal };
  }
  const next =
    command.verdict === 'approved'
      ? withApproval(proposal, command, at, rules)
      : rejected(proposal, command, at);
  return { kind: 'recorded', proposal: next };
}

const NO_GROUPS: ApproverGroups = { own: [], configured: [] };

function refusalOf(
  proposal: Proposal | undefined,
  { digest, verdict, by, reason, groups = NO_GROUPS }: DecisionCommand,
  at: string,
  rules: ApprovalRules,
): DecisionRefusal | null {
  if (proposal === undefined) return 'not-found';
  if (proposal.state === 'expired') return 'expired';
  if (proposal.state === 'superseded') return 'digest-differs';
  if (proposal.state !== 'offered') return 'already-decided';
  if (proposal.expiresAt <= at) return 'expired';
  if (!isSameDigest(digest, proposal.digest)) return 'digest-differs';
  if (verdict === 'rejected') return null;
  // A proposal that an earlier release stored has no such member; applying judges it again.
  if (proposal.applyRefusal) return 'apply-refused';
  return refusalOfApproval(proposal, { by, reason, groups }, rules);
}

function withApproval(
  proposal: Proposal,
  { by, reason, groups = NO_GROUPS }: DecisionCommand,
  at: string,
  rules: ApprovalRules,
): Proposal {
  const { digest } = proposal;
  const approval: Approval = { by, at, digest, reason, groups: groups.own };
  const approvals = [...proposal.approvals, approval];
  const { given, needed } = standingOf(proposal, approvals, rules);
  const row = { at, by, detail: reason ?? '' };
  if (given < needed) {
    return amendProposal(proposal, { ...row, event: 'approval-given' }, { approvals });
  }
  const people = approvals.map((one) => one.by).join(' and ');
  const decision: Decision = { verdict: 'approved', by: people, at, digest, reason };
  const move = { ...row, to: 'approved', event: 'proposal-approved' } as const;
  return moveProposal(proposal, move, { approvals, decision });
}

function rejected(
  proposal: Proposal,
  { by, reason, rejection }: DecisionCommand,
  at: string,
): Proposal {
  const { digest } = proposal;
  const decision: Decision = {
    verdict: 'rejected',
    by,
    at,
    digest,
    reason,
    ...(rejection && { rejection }),
  };
  const move = { to: 'rejected', at, by, detail: reason ?? '', event: 'proposal-closed' } as const;
  return moveProposal(proposal, move, { decision });
}
