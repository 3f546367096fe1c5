/**
 * IAM's quotas. Sizes are characters without white space. An account may have raised some of them,
 * so adapters that can read the live value (`GetAccountSummary`) do.
 * Source: IAM User Guide, "IAM and AWS STS quotas".
 */
export type AccountQuotas = {
  readonly managedPolicySize: number;
  readonly inlineSizePerRole: number;
  readonly inlineSizePerGroup: number;
  readonly inlineSizePerUser: number;
  readonly versionsPerPolicy: number;
  readonly attachedPoliciesPerRole: number;
  readonly attachedPoliciesPerUser: number;
};

export const DEFAULT_QUOTAS: AccountQuotas = {
  managedPolicySize: 6144,
  inlineSizePerRole: 10_240,
  inlineSizePerGroup: 5120,
  inlineSizePerUser: 2048,
  versionsPerPolicy: 5,
  attachedPoliciesPerRole: 10,
  attachedPoliciesPerUser: 10,
};
