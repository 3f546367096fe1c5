import { parseOperator } from './condition/operator.ts';
import {
  checkEach,
  checkMembers,
  checkOptionalText,
  checkScalar,
  checkTexts,
  isObject,
  type PolicyFault,
} from './policy-fault.ts';

/**
 * Whether the statements of a policy name principals: never (identity-based policies, boundaries,
 * session policies, SCPs), always (resource-based and trust policies), or either way (RCPs and
 * endpoint policies, where a missing Principal means everyone).
 */
export type PrincipalElement = 'forbidden' | 'required' | 'optional';

const ELEMENTS: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

const PRINCIPAL_TYPES: ReadonlySet<string> = new Set([
  'AWS',
  'Service',
  'Federated',
  'CanonicalUser',
]);

type Members = Readonly<Record<string, unknown>>;
type Pair = readonly [element: string, opposite: string];

/** Says what keeps a value from being a statement, or undefined when nothing does. */
export function checkStatement(
  value: unknown,
  path: string,
  principal: PrincipalElement,
): PolicyFault | undefined {
  if (!isObject(value)) return { path, reason: 'a statement is a JSON object' };
  return (
    checkMembers(value, path, (_member, at, name) =>
      ELEMENTS.has(name) ? undefined : { path: at, reason: 'is not an element of a statement' },
    ) ??
    checkEffect(value['Effect'], `${path}.Effect`) ??
    checkOptionalText(value['Sid'], `${path}.Sid`) ??
    checkPrincipal(value, path, principal) ??
    checkPair(value, path, ['Action', 'NotAction'], true) ??
    checkPair(value, path, ['Resource', 'NotResource'], principal === 'forbidden') ??
    checkCondition(value['Condition'], `${path}.Condition`)
  );
}

function checkEffect(effect: unknown, path: string): PolicyFault | undefined {
  const isEffect = effect === 'Allow' || effect === 'Deny';
  return isEffect ? undefined : { path, reason: 'must be "Allow" or "Deny"' };
}

// One of the two, never both; a list of texts.
function checkPair(
  statement: Members,
  path: string,
  [element, opposite]: Pair,
  required: boolean,
): PolicyFault | undefined {
  const present = [element, opposite].filter((name) => statement[name] !== undefined);
  const [name] = present;
  if (present.length === 2) return { path, reason: `has both ${element} and ${opposite}` };
  if (name !== undefined) return checkTexts(statement[name], `${path}.${name}`);
  return required ? { path, reason: `has neither ${element} nor ${opposite}` } : undefined;
}

function checkPrincipal(
  statement: Members,
  path: string,
  principal: PrincipalElement,
): PolicyFault | undefined {
  const present = ['Principal', 'NotPrincipal'].filter((name) => statement[name] !== undefined);
  const [name] = present;
  if (present.length === 2) return { path, reason: 'has both Principal and NotPrincipal' };
  if (name === undefined) {
    const isMissing = principal === 'required';
    return isMissing ? { path, reason: 'has neither Principal nor NotPrincipal' } : undefined;
  }
  const at = `${path}.${name}`;
  if (principal === 'forbidden') return { path: at, reason: 'has no place in this type of policy' };
  return checkNames(statement[name], at);
}

function checkNames(names: unknown, path: string): PolicyFault | undefined {
  if (names === '*') return undefined;
  if (!isObject(names) || Object.keys(names).length === 0) {
    return { path, reason: 'must be "*" or an object such as {"AWS": "…"}' };
  }
  return checkMembers(names, path, (name, at, type) =>
    PRINCIPAL_TYPES.has(type)
      ? checkTexts(name, at)
      : { path: at, reason: 'is not a type of principal' },
  );
}

function checkCondition(condition: unknown, path: string): PolicyFault | undefined {
  if (condition === undefined) return undefined;
  if (!isObject(condition)) return { path, reason: 'must be an object of operators' };
  return checkMembers(condition, path, (keys, at, operator) => {
    if (parseOperator(operator) === undefined) {
      return { path: at, reason: 'is not a condition operator' };
    }
    if (!isObject(keys)) return { path: at, reason: 'must be an object of condition keys' };
    return checkMembers(keys, at, (operands, place) => checkEach(operands, place, checkScalar));
  });
}
