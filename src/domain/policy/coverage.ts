import { matchesAction } from './match/action.ts';
import { matchResource, type ResourceRules } from './match/resource.ts';
import {
  type PolicyDocument,
  type PolicyStatement,
  statementsOf,
  toList,
} from './policy-document.ts';

/** True for an Allow without Condition, Principal or Not… members: one that grants what it says, always. */
export function isPlainAllow(statement: PolicyStatement): boolean {
  return (
    statement.Effect === 'Allow' &&
    statement.Condition === undefined &&
    statement.NotAction === undefined &&
    statement.NotResource === undefined &&
    statement.Principal === undefined &&
    statement.NotPrincipal === undefined
  );
}

/**
 * Whether an unconditional Allow of the document already grants an action on a resource, both as a
 * statement of Version 2012-10-17 spells them. Where it cannot be told it answers false.
 */
export function isCovered(document: PolicyDocument, action: string, resource: string): boolean {
  const variables = document.Version === '2012-10-17';
  return statementsOf(document).some(
    (statement) =>
      isPlainAllow(statement) &&
      toList(statement.Action).some((granted) => coversAction(granted, action)) &&
      toList(statement.Resource).some((granted) => coversResource(granted, resource, variables)),
  );
}

/** Whether a granted action pattern covers an action or narrower pattern; IAM ignores case here. */
export function coversAction(granted: string, action: string): boolean {
  const isSame = granted.toLowerCase() === action.toLowerCase();
  return isSame || (isNarrower(action, granted) && matchesAction([granted], action));
}

const RULES: ResourceRules = {
  context: { find: () => ({ kind: 'unknown' }) },
  variables: false,
  completesArns: true,
  inverted: false,
};

function coversResource(granted: string, resource: string, variables: boolean): boolean {
  if (granted === resource) return variables || !granted.includes('${');
  // A variable's value is unknown here, so a pattern that has one covers only its own text.
  if (variables && granted.includes('${')) return false;
  const escapes = /\$\{([*?$])\}/g;
  if (!isNarrower(resource.replaceAll(escapes, ''), granted)) return false;
  return matchResource([granted], resource.replaceAll(escapes, '$1'), RULES).value === true;
}

// Matched as text, a wildcard or variable of a pattern must not be taken for the one character of a `?`.
function isNarrower(pattern: string, granted: string): boolean {
  return !granted.includes('?') || !/[*?$]/.test(pattern);
}
