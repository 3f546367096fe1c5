/** One value or several: IAM's JSON allows both almost everywhere. */
export type OneOrMany<T> = T | readonly T[];

/** A statement as IAM's JSON spells it; members that we do not know are kept when a document is edited. */
export type PolicyStatement = {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMany<string>>>>>;
};

/** A policy document as IAM's JSON spells it. Key order is the owner's and is kept. */
export type PolicyDocument = {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: OneOrMany<PolicyStatement>;
};

/** One value or several as a list. */
export function toList<T>(value: OneOrMany<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** The statements of a document, whichever of IAM's two forms it uses. */
export function statementsOf(document: PolicyDocument): readonly PolicyStatement[] {
  return toList(document.Statement);
}
