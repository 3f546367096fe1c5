import { evaluateCondition } from '../condition/condition.ts';
import { type PolicyStatement, toList } from '../policy-document.ts';
import type { RequestContext } from '../request-context.ts';
import { all, known, NO, not, type Truth } from '../truth.ts';
import type { AccessPrincipal } from './access-principal.ts';
import { matchesAction } from './action.ts';
import { matchPrincipal, type PrincipalMatch } from './principal.ts';
import { matchResource } from './resource.ts';

/** The request as statements see it. */
export type StatementSubject = {
  readonly principal: AccessPrincipal;
  readonly hasBoundary: boolean;
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
};

/** What a statement's document decides about how it is read. */
export type StatementRules = {
  /** True under Version 2012-10-17. */
  readonly variables: boolean;
  /** True for the policies that name principals: resource-based, RCP, endpoint. */
  readonly namesPrincipals: boolean;
};

/** Whether a statement is about a request, and how it names the one who asks. */
export type StatementMatch = { readonly truth: Truth; readonly principal: PrincipalMatch };

/** Matches one statement against a request: principal, action, resource and condition must all fit. */
export function matchStatement(
  statement: PolicyStatement,
  subject: StatementSubject,
  rules: StatementRules,
): StatementMatch {
  const principal = rules.namesPrincipals
    ? matchPrincipal(statement, subject.principal, subject.hasBoundary)
    : 'direct';
  if (principal === 'none' || !fitsAction(statement, subject.action)) {
    return { truth: NO, principal };
  }
  const { context } = subject;
  const truth = all([
    fitsResource(statement, subject, rules),
    evaluateCondition(statement.Condition, { context, variables: rules.variables }),
  ]);
  return { truth, principal };
}

function fitsAction({ Action, NotAction }: PolicyStatement, action: string): boolean {
  if (Action !== undefined) return matchesAction(toList(Action), action);
  return NotAction !== undefined && !matchesAction(toList(NotAction), action);
}

function fitsResource(
  { Resource, NotResource }: PolicyStatement,
  { resource, context }: StatementSubject,
  { variables, namesPrincipals }: StatementRules,
): Truth {
  const rules = { context, variables, completesArns: !namesPrincipals };
  if (Resource !== undefined) {
    return matchResource(toList(Resource), resource, { ...rules, inverted: false });
  }
  if (NotResource !== undefined) {
    return not(matchResource(toList(NotResource), resource, { ...rules, inverted: true }));
  }
  // Trust policies and some others have no Resource: they are about what they are attached to.
  return known(namesPrincipals);
}
