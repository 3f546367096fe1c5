import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** Lower-case hexadecimal SHA-256 of the canonical JSON of a value: equal values, equal digest. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

// Crockford's alphabet: no I, L, O or U, so an id read aloud at 3 a.m. is typed right.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A short, stable, URL-safe name of a value: `length` characters of 5 bits each (at most 32). */
export function shortHash(value: unknown, length: number): string {
  const bytes = createHash('sha256').update(canonicalJson(value)).digest();
  let name = '';
  for (let i = 0; i < length; i++) name += ALPHABET[(bytes[i] ?? 0) & 31];
  return name;
}
