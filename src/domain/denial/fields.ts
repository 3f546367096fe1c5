/** A JSON object whose members are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is a text, else null. */
export function textOf(fields: Fields, name: string): string | null {
  return asText(memberOf(fields, name));
}

/** A value that is a text and not empty, else null. For names that no object inherits, `asText(fields['name'])` is the fast `textOf`. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

const EMPTY: Fields = {};

/** A member that is an object, else an empty one. */
export function fieldsOf(fields: Fields, name: string): Fields {
  const value = memberOf(fields, name);
  return isFields(value) ? value : EMPTY;
}

const NONE: readonly Fields[] = [];

/** A member's objects, where it is an array; other elements are left out. */
export function listOf(fields: Fields, name: string): readonly Fields[] {
  const value = memberOf(fields, name);
  return Array.isArray(value) ? value.filter(isFields) : NONE;
}

/** An own member only: `constructor` and the like are not data. */
export function memberOf(fields: Fields, name: string): unknown {
  const value = fields[name];
  // What an object inherits are functions, which no JSON value is; asking who owns it costs ten times as much.
  return typeof value === 'function' ? undefined : value;
}
