import type { Blocker, DecidingStatement } from './evaluation.ts';
import { isAtLeast, type PrincipalMatch } from './match/principal.ts';
import { matchStatement, type StatementSubject } from './match/statement.ts';
import { type PolicyDocument, statementsOf } from './policy-document.ts';
import type { Truth } from './truth.ts';
import { refused, type Verdict } from './verdict.ts';

/** One statement of a policy type in play, matched against the request. */
export type StatementResult = {
  readonly effect: 'Allow' | 'Deny';
  readonly truth: Truth;
  readonly principal: PrincipalMatch;
  readonly row: DecidingStatement;
};

const VARIABLES_VERSION = '2012-10-17';

/** Matches every statement of the documents of one policy type; `firstPolicy` is the index of the first document. */
export function matchDocuments(
  type: Blocker,
  documents: readonly PolicyDocument[],
  namesPrincipals: boolean,
  subject: StatementSubject,
  firstPolicy = 0,
): readonly StatementResult[] {
  return documents.flatMap((document, index) => {
    const variables = document.Version === VARIABLES_VERSION;
    return statementsOf(document).map((statement, position): StatementResult => {
      const match = matchStatement(statement, subject, { variables, namesPrincipals });
      const sid = statement.Sid ?? null;
      const row = { type, policy: firstPolicy + index, statement: position, sid };
      return { effect: statement.Effect, ...match, row };
    });
  });
}

/** The Allow statements' verdict, counting those that name the principal at least as strongly as wanted. */
export function allowedBy(
  results: readonly StatementResult[],
  blockers: readonly Blocker[],
  wanted: PrincipalMatch = 'account',
): Verdict {
  const allows = results.filter(
    ({ effect, principal }) => effect === 'Allow' && isAtLeast(principal, wanted),
  );
  const sure = allows.filter(({ truth }) => truth.value === true);
  if (sure.length > 0) {
    return { value: true, blockers: [], statements: sure.map(({ row }) => row), missing: [] };
  }
  return openVerdict(allows) ?? refused(...blockers);
}

/** The Deny statements that match for certain. */
export function sureDenies(results: readonly StatementResult[]): readonly DecidingStatement[] {
  return results
    .filter(({ effect, truth }) => effect === 'Deny' && truth.value === true)
    .map(({ row }) => row);
}

/** An unknown verdict when a Deny may match; undefined when none may. */
export function possibleDeny(results: readonly StatementResult[]): Verdict | undefined {
  return openVerdict(results.filter(({ effect }) => effect === 'Deny'));
}

function openVerdict(results: readonly StatementResult[]): Verdict | undefined {
  const open = results.filter(({ truth }) => truth.value === null);
  if (open.length === 0) return undefined;
  return {
    value: null,
    blockers: [],
    statements: open.map(({ row }) => row),
    missing: open.flatMap(({ truth }) => truth.missing),
  };
}
