/**
 * A three-valued answer (Kleene's strong logic): true, false, or null for "depends on something we
 * were not told". `missing` names the condition keys, as the policy spells them, that an unknown
 * answer depends on; it is empty otherwise.
 */
export type Truth = { readonly value: boolean | null; readonly missing: readonly string[] };

export const YES: Truth = { value: true, missing: [] };
export const NO: Truth = { value: false, missing: [] };

/** An answer that depends on the values of these condition keys. */
export function unknown(...missing: readonly string[]): Truth {
  return { value: null, missing };
}

/** A known answer. */
export function known(value: boolean): Truth {
  return value ? YES : NO;
}

/** The opposite; what is unknown stays unknown. */
export function not(truth: Truth): Truth {
  return truth.value === null ? truth : known(!truth.value);
}

/** True when all are; one false answer settles it whatever is unknown. */
export function all(truths: readonly Truth[]): Truth {
  if (truths.some(({ value }) => value === false)) return NO;
  return merged(truths) ?? YES;
}

/** True when one is; one true answer settles it whatever is unknown. */
export function any(truths: readonly Truth[]): Truth {
  if (truths.some(({ value }) => value === true)) return YES;
  return merged(truths) ?? NO;
}

function merged(truths: readonly Truth[]): Truth | undefined {
  const open = truths.filter(({ value }) => value === null);
  return open.length === 0 ? undefined : unknown(...open.flatMap(({ missing }) => missing));
}
