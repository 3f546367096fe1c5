import type { AccountQuotas } from '../domain/policy/limits.ts';
import type { PolicyDocument } from '../domain/policy/policy-document.ts';
import type { ManagedPolicy, PrincipalPolicies } from '../domain/policy/principal-policies.ts';

/**
 * Reads the IAM of every account that is managed; an ARN says of which. Absence is `undefined`; a read
 * that failed throws `AppError`, never answers "absent": `account-unreachable` for an account that is
 * not managed or does not let us in.
 */
export type AccountReader = {
  /** A role or user by ARN. A role ARN whose path is unknown (from a session ARN) is found by its name. */
  findPrincipal(principalArn: string): Promise<PrincipalPolicies | undefined>;
  findManagedPolicy(policyArn: string): Promise<ManagedPolicy | undefined>;
  findInlinePolicy(principalArn: string, policyName: string): Promise<PolicyDocument | undefined>;
  /** Every customer managed policy of an account (its 12 digits, or any ARN in it), in the order of their ARNs. */
  listCustomerManagedPolicies(account: string): Promise<readonly ManagedPolicy[]>;
  /** The quotas of an account (its 12 digits, or any ARN in it). */
  quotas(account: string): Promise<AccountQuotas>;
};
