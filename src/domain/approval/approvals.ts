import { approvalsNeeded } from '../policy/risk.ts';
import { slackUserOf } from '../proposal/owners.ts';
import type { Approval, Proposal } from '../proposal/proposal.ts';
import type { DecisionRefusal } from './decision-refusals.ts';

/** What an installation asks of approvals. Local mode, where one person changes a copy, asks for neither. */
export type ApprovalRules = {
  /** High risk needs two people, and whoever owns the role or asked for it is never alone. */
  readonly secondApprover: boolean;
  /** High risk needs a reason in the approver's own words. */
  readonly typedReason: boolean;
};

export const STRICT_RULES: ApprovalRules = { secondApprover: true, typedReason: true };
export const ONE_PERSON_RULES: ApprovalRules = { secondApprover: false, typedReason: false };

/** Tiers 0 and 1 let their holder raise their own permissions: no button, no approval, in any installation. */
export function isApprovable({ guardrail }: Pick<Proposal, 'guardrail'>): boolean {
  return guardrail.kind === 'passed' && guardrail.risk.tier >= 2;
}

/** Whether approving takes a typed reason. */
export function needsReason({ guardrail }: Pick<Proposal, 'guardrail'>): boolean {
  return approvalsNeeded(guardrail.risk) > 1;
}

/** How many approvals there are, and how many it takes; one more while nobody but owners of the role approved. */
export function standingOf(
  { guardrail, requesters }: Pick<Proposal, 'guardrail' | 'requesters'>,
  approvals: readonly Approval[],
  { secondApprover }: ApprovalRules = STRICT_RULES,
): { readonly given: number; readonly needed: number } {
  const given = approvals.length;
  if (!secondApprover) return { given, needed: 1 };
  const least = approvalsNeeded(guardrail.risk);
  const isOwn = given > 0 && approvals.every(({ by }) => requesters.includes(by));
  return { given, needed: isOwn ? Math.max(least, given + 1) : least };
}

/** The approver's groups, and the names of all groups that may approve for the account. */
export type ApproverGroups = {
  readonly own: readonly string[];
  readonly configured: readonly string[];
};

/**
 * Why one more person's approval does not count, or null. Where two approvals are needed and the account
 * has two groups of approvers, the two must be able to speak for different ones.
 */
export function refusalOfApproval(
  proposal: Pick<Proposal, 'guardrail' | 'approvals'>,
  { by, reason, groups }: { by: string; reason: string | null; groups: ApproverGroups },
  rules: ApprovalRules,
): DecisionRefusal | null {
  if (!isApprovable(proposal)) return 'too-dangerous';
  if (rules.typedReason && needsReason(proposal) && (reason ?? '').trim() === '') {
    return 'reason-missing';
  }
  if (proposal.approvals.some((approval) => approval.by === by)) return 'approved-by-you';
  if (rules.secondApprover && proposal.approvals.some((one) => !isComparable(one.by, by))) {
    return 'not-comparable';
  }
  const twoGroups = rules.secondApprover && needsReason(proposal) && groups.configured.length > 1;
  if (!twoGroups || proposal.approvals.length === 0) return null;
  return proposal.approvals.some((one) => areApart(one.groups, groups.own)) ? null : 'same-group';
}

// One person has one Slack id, but may have any other name beside it.
function isComparable(one: string, other: string): boolean {
  return (slackUserOf(one) === undefined) === (slackUserOf(other) === undefined);
}

// Two people can speak for two groups unless both belong to one and the same group only, or to none.
function areApart(one: readonly string[], other: readonly string[]): boolean {
  return one.some((name) => other.some((its) => its !== name));
}
