import type { ApplyRefusal } from '../change/apply-refusals.ts';
import type { RejectReason } from '../approval/reject-reasons.ts';
import type { Aggregate } from '../finding/aggregate.ts';
import type { AccessRequest } from '../policy/evaluation.ts';
import type { PolicyDocument, PolicyStatement } from '../policy/policy-document.ts';
import type { GuardrailVerdict } from '../policy/risk.ts';

export const PROPOSAL_STATES = [
  'offered',
  'approved',
  'applying',
  'applied',
  'verified',
  'rejected',
  'expired',
  'superseded',
  'verify-failed',
  'rolled-back',
  'failed',
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/**
 * The policy that a proposal changes. `managed`: a new default version of a customer managed policy.
 * `inline`: an inline policy, new when `baseDocument` is null. `new-managed`: a policy of our own, created and
 * attached, because every policy of the principal is shared or AWS's.
 */
export type Target =
  | {
      readonly kind: 'managed';
      readonly policyArn: string;
      readonly policyId: string;
      readonly baseVersionId: string;
      readonly baseDocument: PolicyDocument;
    }
  | {
      readonly kind: 'inline';
      readonly policyName: string;
      readonly baseDocument: PolicyDocument | null;
    }
  | { readonly kind: 'new-managed'; readonly policyArn: string; readonly baseDocument: null };

/** Why the proposal exists: the newest event ids (a few), how many denials, first and last seen (ISO 8601 UTC). */
export type Evidence = {
  readonly eventIds: readonly string[];
  readonly count: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
};

/** Measured before the proposal is shown, in characters without white space. */
export type QuotaUse = {
  readonly sizeBefore: number;
  readonly sizeAfter: number;
  readonly sizeLimit: number;
  readonly versionToPrune: string | null;
};

/** Who decided what, when (ISO 8601 UTC), about exactly which digest. */
export type Decision = {
  readonly verdict: 'approved' | 'rejected' | 'expired';
  readonly by: string;
  readonly at: string;
  readonly digest: string;
  readonly reason: string | null;
  readonly rejection?: Rejection;
};

/** What a rejection means for the findings: from when on they count again (ISO 8601 UTC; null: never). */
export type Rejection = {
  readonly why: RejectReason | null;
  readonly silencedUntil: string | null;
};

/** One person's yes to exactly one digest. `groups`: names of the groups of approvers that they belong to. */
export type Approval = {
  readonly by: string;
  readonly at: string;
  readonly digest: string;
  readonly reason: string | null;
  readonly groups: readonly string[];
};

/** What was done to the account. `previous` is what a rollback returns to. */
export type Change = {
  readonly at: string;
  readonly newVersionId: string | null;
  readonly previousVersionId: string | null;
  readonly prunedVersionId: string | null;
};

export const WITNESSES = ['read-back', 'evaluator', 'simulator', 'no-new-denials'] as const;
export type Witness = (typeof WITNESSES)[number];

/** A witness that was asked and did not speak; `reason` is a sentence for a person. */
export type SilentWitness = { readonly witness: Witness; readonly reason: string };

/**
 * Whether the change cured the denial, and who says so. `detail` is a sentence for a person; `silent`
 * is absent where no witness kept silent, and from what earlier releases stored.
 */
export type Verification = {
  readonly kind: 'effective' | 'ineffective' | 'inconclusive';
  readonly at: string;
  readonly witnesses: readonly Witness[];
  readonly silent?: readonly SilentWitness[];
  readonly detail: string;
};

/** A person's order to take a change back; `doneAt` is null until the account is as it was before. */
export type Rollback = {
  readonly requestedAt: string;
  readonly by: string;
  readonly reason: string | null;
  readonly doneAt: string | null;
};

/** The worker that may carry it out now. `fence` grows with every taking, so a worker that slept too long is refused. */
export type Lease = { readonly holder: string; readonly fence: number; readonly expiresAt: string };

/** A change offered: one principal, one target policy, one or more findings. */
export type Proposal = Aggregate & {
  readonly kind: 'proposal';
  readonly state: ProposalState;
  readonly principalArn: string;
  readonly principalId: string;
  readonly account: string | null;
  readonly findingIds: readonly string[];
  /** The Allow statements that cure the findings, before they were merged into the document. */
  readonly statements: readonly PolicyStatement[];
  readonly target: Target;
  readonly targetDocument: PolicyDocument;
  /** Binds an approval to exactly this change; see `digestOfProposal`. */
  readonly digest: string;
  readonly guardrail: GuardrailVerdict;
  /** Why approving it would not apply it here (`APPLY_REFUSALS`), null where it would; judged again when it is applied. */
  readonly applyRefusal: ApplyRefusal | null;
  readonly diff: string;
  readonly quotaUse: QuotaUse;
  /** Other principals that hold the policies which could have been edited: why a separate one is offered. */
  readonly blastRadius: readonly string[];
  readonly evidence: Evidence;
  /** The denied requests, evaluated again after the change. */
  readonly requests: readonly AccessRequest[];
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Who approves in Slack and owns the role or asked for this: never its only approver. */
  readonly requesters: readonly string[];
  /** Approvals so far; the one that completes them moves the proposal on. */
  readonly approvals: readonly Approval[];
  readonly decision: Decision | null;
  readonly lease: Lease | null;
  readonly change: Change | null;
  readonly verification: Verification | null;
  readonly rollback: Rollback | null;
  /** A sentence for a person: why it failed or was superseded. */
  readonly note: string | null;
};
