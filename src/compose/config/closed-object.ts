import * as v from 'valibot';
import { closestWord } from './closest-word.ts';

/** What is told to somebody who looks for a switch that does not exist, on purpose. */
const NOT_A_SETTING = new Map([
  ['guardrails', 'guardrails are built in and no setting changes them'],
  ['guardrail', 'guardrails are built in and no setting changes them'],
  ['autoApprove', 'nothing is applied without a person; there is no such setting'],
]);

/** An object in which every other key is a fault, with the key that was probably meant. */
export function closedObject<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, v.ErrorMessage<v.StrictObjectIssue>> {
  const known = Object.keys(entries);
  return v.strictObject(entries, ({ expected, received, path }) => {
    const key = String(path?.at(-1)?.key);
    // Valibot's words: an unknown key was expected never, a missing one is received as undefined.
    if (expected === 'never') return unknownKey(key, known);
    if (received === 'undefined' && path !== undefined) return `"${key}" is missing`;
    return `expected the keys ${known.join(', ')}, found ${received.slice(0, 80)}`;
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  const explained = NOT_A_SETTING.get(key);
  if (explained !== undefined) return explained;
  const meant = closestWord(key, known);
  const hint =
    meant === undefined ? `the keys here are ${known.join(', ')}` : `did you mean "${meant}"?`;
  return `unknown key "${key.slice(0, 64)}"; ${hint}`;
}
