import type { PolicyDocument } from './policy-document.ts';

/**
 * The size that IAM's quotas count: characters without the white space between tokens. Spaces inside
 * strings are counted, which errs on the safe side. Source: IAM User Guide, "IAM and AWS STS quotas".
 */
export function policySize(document: PolicyDocument): number {
  return JSON.stringify(document).length;
}
