import type { Blocker, DecidingStatement } from './evaluation.ts';

/**
 * Whether a part of the evaluation allows the request: true, false, or null for unknown, with what a
 * person needs to understand it. `blockers` when false, `missing` (condition keys) when unknown;
 * `statements` are those that grant when true, and those that are unknown when unknown.
 */
export type Verdict = {
  readonly value: boolean | null;
  readonly blockers: readonly Blocker[];
  readonly statements: readonly DecidingStatement[];
  readonly missing: readonly string[];
};

/** Allows without a statement: a policy type that is not in play or does not apply. */
export const NOT_LIMITED: Verdict = { value: true, blockers: [], statements: [], missing: [] };

/** Refuses, and these policy types stand in the way. */
export function refused(...blockers: readonly Blocker[]): Verdict {
  return { value: false, blockers, statements: [], missing: [] };
}

/** Allows when all do. What already refuses for certain leaves nothing unknown. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  return ofValue(verdicts, false) ?? ofValue(verdicts, null) ?? merge(true, verdicts);
}

/** Allows when one does. What already allows for certain leaves nothing unknown. */
export function anyOf(verdicts: readonly Verdict[]): Verdict {
  return ofValue(verdicts, true) ?? ofValue(verdicts, null) ?? merge(false, verdicts);
}

/** The same verdict of a policy type that only limits: what lets a request pass there does not grant it. */
export function limiting(verdict: Verdict): Verdict {
  return verdict.value === true ? NOT_LIMITED : verdict;
}

function ofValue(verdicts: readonly Verdict[], value: boolean | null): Verdict | undefined {
  const those = verdicts.filter((verdict) => verdict.value === value);
  return those.length === 0 ? undefined : merge(value, those);
}

function merge(value: boolean | null, verdicts: readonly Verdict[]): Verdict {
  return {
    value,
    blockers: verdicts.flatMap(({ blockers }) => blockers),
    statements: verdicts.flatMap(({ statements }) => statements),
    missing: verdicts.flatMap(({ missing }) => missing),
  };
}
