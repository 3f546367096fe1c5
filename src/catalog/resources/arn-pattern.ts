import { memoiseText } from '../../kernel/memo.ts';
import type { CatalogService } from '../catalog-service.ts';

const VARIABLE = /\$\{([A-Za-z0-9]+)\}/;

/** A pattern's literals and variables by turns; literals have the even places. */
export const partsOf = memoiseText((pattern): readonly string[] => pattern.split(VARIABLE), {
  most: 2000,
  longest: 256,
});

const FIELD: Readonly<Record<string, RegExp>> = {
  Partition: /^aws(?:-[a-z]{1,10}){0,3}$/,
  Region: /^[a-z]{2,5}(?:-[a-z0-9]{1,12}){1,3}$/,
  Account: /^\d{12}$/,
};

/** True for a whole ARN that a pattern of the catalogue describes. */
export function fitsPattern(arn: string, pattern: string): boolean {
  const [fields, wanted] = [splitArn(arn), splitArn(pattern)];
  if (fields === undefined || wanted === undefined) return false;
  const sameFields = wanted.slice(0, 5).every((want, index) => {
    const variable = VARIABLE.exec(want)?.[1];
    const got = fields[index] ?? '';
    if (variable === undefined) return got === want;
    const expression = Object.hasOwn(FIELD, variable) ? FIELD[variable] : FIELD['Account'];
    return expression?.test(got) === true;
  });
  return sameFields && fitsName(fields[5] ?? '', partsOf(wanted[5] ?? ''));
}

// Each variable takes at least one character and ends at the next literal's first place.
function fitsName(text: string, parts: readonly string[]): boolean {
  if (!text.startsWith(parts[0] ?? '')) return false;
  let at = (parts[0] ?? '').length;
  for (let index = 1; index < parts.length; index += 2) {
    const literal = parts[index + 1] ?? '';
    const isLast = index + 2 >= parts.length;
    if (isLast && literal === '') return text.length > at;
    const next = isLast ? text.length - literal.length : text.indexOf(literal, at + 1);
    if (next <= at || !text.startsWith(literal, next)) return false;
    at = next + literal.length;
  }
  return at === text.length;
}

function splitArn(arn: string): readonly string[] | undefined {
  const fields = arn.split(':');
  return fields.length < 6 ? undefined : [...fields.slice(0, 5), fields.slice(5).join(':')];
}

/** The resource types that an ARN is of: those whose pattern fits it most closely. */
export function typesOfArn(service: CatalogService, arn: string): ReadonlySet<string> {
  const fitting = [...service.resources].flatMap(([type, patterns]) =>
    patterns
      .filter((pattern) => fitsPattern(arn, pattern))
      .map((pattern) => ({ type, closeness: literalLength(pattern) })),
  );
  const closest = Math.max(0, ...fitting.map(({ closeness }) => closeness));
  return new Set(fitting.filter((one) => one.closeness === closest).map(({ type }) => type));
}

function literalLength(pattern: string): number {
  return partsOf(pattern).reduce((sum, one, index) => sum + (index % 2 === 0 ? one.length : 0), 0);
}
