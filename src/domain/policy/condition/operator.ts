import { compareBinary, compareBoolean } from './boolean.ts';
import type { Comparison } from './comparison.ts';
import { compareDates } from './date.ts';
import { compareAddresses } from './ip-address.ts';
import { compareNumbers } from './numeric.ts';
import { matchArn, matchString, matchStringIgnoringCase, matchStringLike } from './text.ts';

/** An operator without its qualifiers: a comparison, and whether the operator is its negation. */
export type Comparator = { readonly compare: Comparison; readonly negated: boolean };

/** A condition operator with its qualifiers taken apart; `null` is the operator Null, which compares nothing. */
export type Operator = {
  readonly comparator: Comparator | 'null';
  readonly ifExists: boolean;
  readonly quantifier: 'for-all' | 'for-any' | null;
};

const is = (compare: Comparison): Comparator => ({ compare, negated: false });
const isNot = (compare: Comparison): Comparator => ({ compare, negated: true });

// IAM User Guide, "IAM JSON policy elements: Condition operators".
const COMPARATORS: ReadonlyMap<string, Comparator> = new Map([
  ['stringequals', is(matchString)],
  ['stringnotequals', isNot(matchString)],
  ['stringequalsignorecase', is(matchStringIgnoringCase)],
  ['stringnotequalsignorecase', isNot(matchStringIgnoringCase)],
  ['stringlike', is(matchStringLike)],
  ['stringnotlike', isNot(matchStringLike)],
  ['numericequals', is(compareNumbers((order) => order === 0))],
  ['numericnotequals', isNot(compareNumbers((order) => order === 0))],
  ['numericlessthan', is(compareNumbers((order) => order < 0))],
  ['numericlessthanequals', is(compareNumbers((order) => order <= 0))],
  ['numericgreaterthan', is(compareNumbers((order) => order > 0))],
  ['numericgreaterthanequals', is(compareNumbers((order) => order >= 0))],
  ['dateequals', is(compareDates((order) => order === 0))],
  ['datenotequals', isNot(compareDates((order) => order === 0))],
  ['datelessthan', is(compareDates((order) => order < 0))],
  ['datelessthanequals', is(compareDates((order) => order <= 0))],
  ['dategreaterthan', is(compareDates((order) => order > 0))],
  ['dategreaterthanequals', is(compareDates((order) => order >= 0))],
  ['bool', is(compareBoolean)],
  ['binaryequals', is(compareBinary)],
  ['ipaddress', is(compareAddresses)],
  ['notipaddress', isNot(compareAddresses)],
  ['arnequals', is(matchArn)],
  ['arnlike', is(matchArn)],
  ['arnnotequals', isNot(matchArn)],
  ['arnnotlike', isNot(matchArn)],
]);

const QUANTIFIERS = [
  ['forallvalues:', 'for-all'],
  ['foranyvalue:', 'for-any'],
] as const;

/** Takes an operator's name apart, without regard to case; undefined when IAM has no such operator. */
export function parseOperator(name: string): Operator | undefined {
  const lower = name.toLowerCase();
  const [prefix, quantifier] = QUANTIFIERS.find(([start]) => lower.startsWith(start)) ?? ['', null];
  const rest = lower.slice(prefix.length);
  if (rest === 'null') return { comparator: 'null', ifExists: false, quantifier: null };
  const ifExists = rest.endsWith('ifexists');
  const comparator = COMPARATORS.get(ifExists ? rest.slice(0, -'ifexists'.length) : rest);
  return comparator && { comparator, ifExists, quantifier };
}
