import { type OneOrMany, type PolicyStatement, toList } from '../policy-document.ts';
import type { RequestContext } from '../request-context.ts';
import { all, any, known, not, type Truth, unknown, YES, NO } from '../truth.ts';
import { type Comparator, type Operator, parseOperator } from './operator.ts';

/** What a condition's meaning depends on besides its text. */
export type ConditionRules = { readonly context: RequestContext; readonly variables: boolean };

/**
 * Whether a statement's Condition holds: every operator and every key must. A key whose value we were
 * not told makes the answer unknown unless another condition fails for certain.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
export function evaluateCondition(
  condition: PolicyStatement['Condition'],
  rules: ConditionRules,
): Truth {
  return all(
    Object.entries(condition ?? {}).flatMap(([name, keys]) =>
      Object.entries(keys).map(([key, operands]) => evaluateKey(name, key, operands, rules)),
    ),
  );
}

function evaluateKey(
  name: string,
  key: string,
  values: OneOrMany<string>,
  rules: ConditionRules,
): Truth {
  const operator = parseOperator(name);
  // The readers refuse such a policy; if one gets here all the same, we cannot tell.
  if (operator === undefined) return unknown(key);
  const operands = toList(values).map(String);
  const found = rules.context.find(key);
  if (found.kind === 'unknown') return unknown(key);
  if (operator.comparator === 'null') return evaluateNull(operands, found.kind === 'absent');
  const given = found.kind === 'present' ? found.values : [];
  if (isEmpty(given, operator)) return evaluateAbsent(operator, operator.comparator);
  const truth = compareAll(operator, operator.comparator, operands, given, rules);
  // A malformed operand is unknown without a name of its own: the key is what one would look at.
  return truth.value === null && truth.missing.length === 0 ? unknown(key) : truth;
}

function evaluateNull(operands: readonly string[], isAbsent: boolean): Truth {
  return known(operands.some((operand) => operand.toLowerCase() === String(isAbsent)));
}

// ForAllValues "also returns true if … the context key value resolves to a null dataset, such as an
// empty string" ("Single-valued vs. multivalued context keys").
function isEmpty(given: readonly string[], { quantifier }: Operator): boolean {
  return given.length === 0 || (quantifier === 'for-all' && given.every((value) => value === ''));
}

function evaluateAbsent({ ifExists, quantifier }: Operator, { negated }: Comparator): Truth {
  if (ifExists || quantifier === 'for-all') return YES;
  if (quantifier === 'for-any') return NO;
  // "If the policy condition requires that the key is not matched … the condition is true."
  return known(negated);
}

function compareAll(
  { quantifier }: Operator,
  { compare, negated }: Comparator,
  operands: readonly string[],
  given: readonly string[],
  { context, variables }: ConditionRules,
): Truth {
  const rules = { context, variables, wildcards: 'none', inverted: negated } as const;
  const matchOne = (value: string): Truth =>
    any(operands.map((operand) => compare(operand, value, rules)));
  const test = (value: string): Truth => (negated ? not(matchOne(value)) : matchOne(value));
  switch (quantifier) {
    case 'for-all':
      return all(given.map(test));
    case 'for-any':
      return any(given.map(test));
    case null:
      // Several values without a set operator: one that matches is enough, and spoils a negation.
      return negated ? all(given.map(test)) : any(given.map(test));
  }
}
