/**
 * A value as a file writes it. An expression is never evaluated; `arn` is the pattern of ARNs that it
 * can stand for, where the file's own resources tell, else null. In the pattern `*` is an unknown partition, region or
 * account, so an expression that writes an asterisk there itself has no pattern, and none with an unknown resource part.
 */
export type Term =
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'expression'; readonly source: string; readonly arn: string | null };

/**
 * A list as a file writes it. `listed`: every item is in the text, in order. `opaque`: part of it comes
 * from elsewhere (concat, a variable, a loop), so nothing can be added to it safely; its known terms are listed.
 */
export type TermList = {
  readonly kind: 'listed' | 'opaque';
  readonly terms: readonly Term[];
};

/** One statement as a file writes it. `effect` is `unknown` where an expression decides it. */
export type StatementModel = {
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny' | 'unknown';
  readonly actions: TermList;
  readonly resources: TermList;
  /** False with a Condition, a Principal, or a Not… member: it grants something else than it lists. */
  readonly isPlain: boolean;
  /** False for a statement that exists only under a condition of the file (`!If`, `cond ? …`, a template's `if`). */
  readonly isCertain: boolean;
};

/** A policy document as a file writes it. `isWhole` is false when statements may come from elsewhere too. */
export type PolicyModel = {
  /**
   * The one that IAM will read. Null when none is written and IAM takes 2008-10-17; where the format writes one
   * itself (Terraform's data source, CDK, Serverless Framework) it is that one.
   */
  readonly version: string | null;
  readonly statements: readonly StatementModel[];
  readonly isWhole: boolean;
};
