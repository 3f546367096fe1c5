import type { AccountQuotas } from '../domain/policy/limits.ts';
import type { PolicyDocument } from '../domain/policy/policy-document.ts';
import type { ManagedPolicy, PrincipalPolicies } from '../domain/policy/principal-policies.ts';

/** Reads one account's IAM. Absence is `undefined`; a read that failed throws `AppError`, never answers "absent". */
export type AccountReader = {
  /** A role or user by ARN. A role ARN whose path is unknown (from a session ARN) is found by its name. */
  findPrincipal(principalArn: string): Promise<PrincipalPolicies | undefined>;
  findManagedPolicy(policyArn: string): Promise<ManagedPolicy | undefined>;
  findInlinePolicy(principalArn: string, policyName: string): Promise<PolicyDocument | undefined>;
  /** Every customer managed policy, in the order of their ARNs. */
  listCustomerManagedPolicies(): Promise<readonly ManagedPolicy[]>;
  quotas(): Promise<AccountQuotas>;
};
