/**
 * True for two JSON values that are written alike: of the same members in the same order. Stops at the
 * first difference and deeper than 50 levels, where it answers no.
 */
export function isSameJson(one: unknown, other: unknown, depth = 0): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || depth > DEEPEST) return false;
  if (one === null || other === null || Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  const otherNames = Object.keys(other);
  if (names.length !== otherNames.length) return false;
  for (let index = 0; index < names.length; index++) {
    const name = names[index]!;
    if (name !== otherNames[index]) return false;
    if (!isSameJson((one as Members)[name], (other as Members)[name], depth + 1)) return false;
  }
  return true;
}

type Members = Readonly<Record<string, unknown>>;

const DEEPEST = 50;

/** True for a JSON value of at most so many characters and, in all its depths, so many members. */
export function isSmallJson(value: unknown, characters: number, members: number): boolean {
  const waiting: unknown[] = [value];
  let length = 0;
  for (const one of waiting) {
    if (typeof one === 'string') length += one.length;
    else if (typeof one === 'object' && one !== null) {
      for (const name of Object.keys(one)) length += name.length;
      waiting.push(...Object.values(one).slice(0, members + 1));
    }
    if (length > characters || waiting.length > members) return false;
  }
  return true;
}
