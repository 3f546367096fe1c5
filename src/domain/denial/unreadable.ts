import type { Unreadable } from './denial.ts';
import { type Fields, memberOf } from './fields.ts';

/** What a member must be, and a tiny example of it as JSON. */
export type Expectation = {
  readonly field: string;
  readonly expected: 'text' | 'an object';
  readonly example: string;
  readonly required: boolean;
};

/** One sentence for a person: the place, what was expected, what stood there, and an example. */
export function unreadable(
  field: string,
  expected: string,
  found: unknown,
  example: string,
): Unreadable {
  return {
    kind: 'unreadable',
    reason: `${field}: expected ${expected}, found ${toKindOfValue(found)}; for example ${example}`,
  };
}

/** The first expectation that an object breaks; null counts as absent, as CloudTrail writes it. */
export function findFault(
  fields: Fields,
  expectations: readonly Expectation[],
): Unreadable | undefined {
  for (const { field, expected, example, required } of expectations) {
    const member = fields[field];
    if (typeof member === 'string' && expected === 'text') continue;
    const value = memberOf(fields, field) ?? undefined;
    if (value === undefined ? required : !isExpected(value, expected))
      return unreadable(field, expected, value, `{"${field}": ${example}}`);
  }
  return undefined;
}

function isExpected(value: unknown, expected: Expectation['expected']): boolean {
  return expected === 'text'
    ? typeof value === 'string'
    : typeof value === 'object' && !Array.isArray(value);
}

function toKindOfValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? 'another text' : `a value of type ${typeof value}`;
}
