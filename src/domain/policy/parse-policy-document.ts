import { checkStatement, type PrincipalElement } from './check-statement.ts';
import type { OneOrMany, PolicyDocument, PolicyStatement } from './policy-document.ts';
import { checkMembers, checkOptionalText, isObject, type PolicyFault } from './policy-fault.ts';

/** A policy document, or the place (such as `Statement[0].Effect`) and the reason for which it is none. */
export type PolicyParse =
  | { readonly kind: 'document'; readonly document: PolicyDocument }
  | { readonly kind: 'invalid'; readonly path: string; readonly reason: string };

const VERSIONS: readonly unknown[] = [undefined, '2012-10-17', '2008-10-17'];
const ELEMENTS: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement']);

/**
 * Reads a policy document strictly: an element that IAM does not know is refused, because leaving a
 * misspelt Condition out would widen the statement. Numbers and booleans in conditions become text, as
 * in IAM; an empty list of statements is read, and allows nothing. Never throws.
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
export function parsePolicyDocument(
  value: unknown,
  principal: PrincipalElement = 'forbidden',
): PolicyParse {
  const fault = checkDocument(value, principal);
  if (fault !== undefined) return { kind: 'invalid', ...fault };
  const document = value as PolicyDocument;
  const { Statement } = document;
  const statements = isList(Statement) ? Statement.map(withTexts) : withTexts(Statement);
  return { kind: 'document', document: { ...document, Statement: statements } };
}

/** Reads a document from text: JSON, or JSON that is percent-encoded as IAM's API returns it. Never throws. */
export function parsePolicyText(
  text: string,
  principal: PrincipalElement = 'forbidden',
): PolicyParse {
  const value = parseJson(text);
  if (value === undefined) return { kind: 'invalid', path: '', reason: 'is not JSON text' };
  return parsePolicyDocument(value, principal);
}

// `undefined` is no JSON value, so it can stand for "not JSON".
function parseJson(text: string): unknown {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  try {
    return JSON.parse(trimmed.startsWith('%') ? decodeURIComponent(trimmed) : trimmed) as unknown;
  } catch {
    return undefined;
  }
}

function checkDocument(value: unknown, principal: PrincipalElement): PolicyFault | undefined {
  if (!isObject(value)) return { path: '', reason: 'a policy document is a JSON object' };
  const { Version, Id, Statement } = value;
  if (!VERSIONS.includes(Version)) {
    return { path: 'Version', reason: 'must be "2012-10-17" or "2008-10-17"' };
  }
  if (Statement === undefined) return { path: 'Statement', reason: 'is missing' };
  return (
    checkMembers(value, '', (_member, path, name) =>
      ELEMENTS.has(name) ? undefined : { path, reason: 'is not an element of a policy' },
    ) ??
    checkOptionalText(Id, 'Id') ??
    checkStatements(Statement, principal)
  );
}

function checkStatements(value: unknown, principal: PrincipalElement): PolicyFault | undefined {
  if (!Array.isArray(value)) return checkStatement(value, 'Statement', principal);
  for (const [index, statement] of value.entries()) {
    const fault = checkStatement(statement, `Statement[${index}]`, principal);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function withTexts(statement: PolicyStatement): PolicyStatement {
  const { Condition } = statement;
  if (Condition === undefined) return statement;
  const texts = mapMembers(Condition, (keys) => mapMembers(keys, toTexts));
  return { ...statement, Condition: texts };
}

function toTexts(operands: unknown): OneOrMany<string> {
  return Array.isArray(operands) ? operands.map(String) : String(operands);
}

// `fromEntries` defines members, so that one named "__proto__" stays an ordinary member.
function mapMembers<T, U>(
  object: Readonly<Record<string, T>>,
  map: (value: T) => U,
): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]));
}

function isList<T>(value: OneOrMany<T>): value is readonly T[] {
  return Array.isArray(value);
}
