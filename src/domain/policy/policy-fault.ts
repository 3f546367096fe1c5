/** What is wrong with a value and where, such as `Statement[0].Action[1]`; an empty path is the value itself. */
export type PolicyFault = { readonly path: string; readonly reason: string };

/** Says what is wrong with a value at a place, or undefined when nothing is. */
export type Check = (value: unknown, path: string) => PolicyFault | undefined;

// Longer than any text that AWS takes in a policy or a request; matching costs pattern times text.
const LONGEST = 8192;

/** True for a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text of bearable length. */
export const checkText: Check = (value, path) => {
  if (typeof value !== 'string') return { path, reason: 'must be a string' };
  if (value.length > LONGEST) return { path, reason: `is longer than ${LONGEST} characters` };
  return undefined;
};

/** A text that may be left out. */
export const checkOptionalText: Check = (value, path) =>
  value === undefined ? undefined : checkText(value, path);

/** A text, or a number or boolean that stands for one. */
export const checkScalar: Check = (value, path) =>
  typeof value === 'number' || typeof value === 'boolean' ? undefined : checkText(value, path);

/** A text or a list of texts that is not empty. */
export const checkTexts: Check = (value, path) =>
  Array.isArray(value) && value.length === 0
    ? { path, reason: 'must not be an empty list' }
    : checkEach(value, path, checkText);

/** One value or every value of a list. */
export function checkEach(value: unknown, path: string, check: Check): PolicyFault | undefined {
  if (!Array.isArray(value)) return check(value, path);
  return firstFault(value, (item, index) => check(item, `${path}[${index}]`));
}

/** Every member of an object. */
export function checkMembers(
  value: Readonly<Record<string, unknown>>,
  path: string,
  check: (member: unknown, path: string, name: string) => PolicyFault | undefined,
): PolicyFault | undefined {
  const prefix = path === '' ? '' : `${path}.`;
  return firstFault(Object.entries(value), ([name, member]) => check(member, prefix + name, name));
}

function firstFault<T>(
  items: readonly T[],
  check: (item: T, index: number) => PolicyFault | undefined,
): PolicyFault | undefined {
  for (const [index, item] of items.entries()) {
    const fault = check(item, index);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
