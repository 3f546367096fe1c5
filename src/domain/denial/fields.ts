/** A JSON object whose members are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is a text, else null. */
export function textOf(fields: Fields, name: string): string | null {
  const value = memberOf(fields, name);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A member that is an object, else an empty one. */
export function fieldsOf(fields: Fields, name: string): Fields {
  const value = memberOf(fields, name);
  return isFields(value) ? value : {};
}

/** A member's objects, where it is an array; other elements are left out. */
export function listOf(fields: Fields, name: string): readonly Fields[] {
  const value = memberOf(fields, name);
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** An own member only: `constructor` and the like are not data. */
export function memberOf(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
