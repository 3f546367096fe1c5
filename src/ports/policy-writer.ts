import type { PolicyDocument } from '../domain/policy/policy-document.ts';

/**
 * Changes IAM policies. Failures throw `AppError` with IAM's meaning: `not-found`, `limit-exceeded`
 * (five versions, sizes, attachments), `already-exists`, `delete-conflict`, `malformed-policy`, `throttled`.
 * None of these calls has a client token in IAM: callers make them repeatable by reading first.
 */
export type PolicyWriter = {
  /** Creates a version that is not the default; answers its id (`v7`). */
  createPolicyVersion(policyArn: string, document: PolicyDocument): Promise<string>;
  setDefaultPolicyVersion(policyArn: string, versionId: string): Promise<void>;
  putInlinePolicy(
    principalArn: string,
    policyName: string,
    document: PolicyDocument,
  ): Promise<void>;
  deleteInlinePolicy(principalArn: string, policyName: string): Promise<void>;
  createPolicy(policyArn: string, document: PolicyDocument): Promise<void>;
  /** Deletes a managed policy that is attached nowhere and has only its default version. */
  deletePolicy(policyArn: string): Promise<void>;
  attachPolicy(principalArn: string, policyArn: string): Promise<void>;
  detachPolicy(principalArn: string, policyArn: string): Promise<void>;
};
