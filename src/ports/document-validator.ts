import type { PolicyDocument } from '../domain/policy/policy-document.ts';

/**
 * AWS's own opinion of an identity policy (Access Analyzer `ValidatePolicy`), where it may be asked.
 * `findings` are its errors and security warnings as sentences; `not-permitted` when this install may not ask.
 */
export type DocumentValidator = (
  document: PolicyDocument,
) => Promise<
  | { readonly kind: 'valid' }
  | { readonly kind: 'findings'; readonly findings: readonly string[] }
  | { readonly kind: 'not-permitted' }
>;
