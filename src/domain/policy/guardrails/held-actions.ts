import { matchesAction } from '../match/action.ts';
import {
  type PolicyDocument,
  type PolicyStatement,
  statementsOf,
  toList,
} from '../policy-document.ts';
import type { PrincipalPolicies } from '../principal-policies.ts';
import { boundaryOf, identityPoliciesOf } from '../to-policy-set.ts';

/**
 * Whether an action may be allowed somewhere by a principal's policies, groups and boundary, with some
 * statements added. Answers yes wherever it is not certain of the opposite: any Allow that mentions the
 * action counts, whatever its resource or condition; only a Deny without condition on `*`, or a boundary
 * that mentions it nowhere, takes it away. SCPs and resource policies are not known here.
 */
export function createHeldActions(
  principal: PrincipalPolicies,
  added: readonly PolicyStatement[],
): (action: string) => boolean {
  const boundary = documentsOf(boundaryOf(principal)).flatMap(statementsOf);
  const identity = documentsOf(identityPoliciesOf(principal)).flatMap(statementsOf);
  const everything = [...identity, ...added];
  const known = new Map<string, boolean>();
  return (action) => {
    const held =
      known.get(action) ??
      (mentionsIn(everything, 'Allow', action) &&
        (principal.boundary === null || mentionsIn(boundary, 'Allow', action)) &&
        ![...everything, ...boundary].some((statement) => surelyDenies(statement, action)));
    known.set(action, held);
    return held;
  };
}

function documentsOf(
  policies: readonly { readonly document: PolicyDocument }[],
): readonly PolicyDocument[] {
  return policies.map(({ document }) => document);
}

function mentionsIn(
  statements: readonly PolicyStatement[],
  effect: PolicyStatement['Effect'],
  action: string,
): boolean {
  return statements.some((one) => one.Effect === effect && mentions(one, action));
}

/** Whether a statement is about an action; `NotAction` is about every action that it does not name. */
export function mentions({ Action, NotAction }: PolicyStatement, action: string): boolean {
  if (Action !== undefined) return matchesAction(toList(Action), action);
  return NotAction !== undefined && !matchesAction(toList(NotAction), action);
}

function surelyDenies(statement: PolicyStatement, action: string): boolean {
  return (
    statement.Effect === 'Deny' &&
    statement.Condition === undefined &&
    toList(statement.Resource).includes('*') &&
    mentions(statement, action)
  );
}
