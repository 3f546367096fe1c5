import type { ManagedPolicy, PolicyVersion } from '../policy/principal-policies.ts';
import { newestFirst } from './version-order.ts';

/** Why a version stays. */
export const KEEP_REASONS = {
  default: 'it is the default version',
  'rollback-target': 'a recorded change can be rolled back to it',
  newest: 'it is among the newest versions',
  'last-way-back': 'it is the only version left to go back to',
} as const;
export type KeepReason = keyof typeof KEEP_REASONS;

/** Why a version goes. */
export const PRUNE_REASONS = {
  superseded: 'newer versions replaced it and nothing recorded refers to it',
} as const;
export type PruneReason = keyof typeof PRUNE_REASONS;

/** Kept versions come newest first, versions to prune in the order of their deletion: oldest first. */
export type PrunePlan = {
  readonly keep: readonly { readonly versionId: string; readonly why: KeepReason }[];
  readonly prune: readonly { readonly versionId: string; readonly why: PruneReason }[];
};

/** How many of the newest versions stay when nobody says otherwise. */
export const DEFAULT_KEEP_NEWEST = 2;

/**
 * Splits a policy's versions into those that stay and those that may be deleted. The default, the
 * recorded rollback targets and the newest `keepNewest` (the default counts as one of them) stay;
 * so does one version besides the default, whatever `keepNewest` says: there is always a way back.
 */
export function versionsToPrune(
  policy: ManagedPolicy,
  rules: { readonly keepNewest: number; readonly protectedVersionIds: ReadonlySet<string> },
): PrunePlan {
  // NaN compares false with everything, which would prune whatever it can.
  if (!Number.isInteger(rules.keepNewest) || rules.keepNewest < 0) {
    throw new RangeError(`keepNewest is not a whole number: ${rules.keepNewest}`);
  }
  const ordered = newestFirst(policy.versions);
  const reasons = ordered.map((version, age) =>
    isDefault(policy, version)
      ? 'default'
      : rules.protectedVersionIds.has(version.versionId)
        ? 'rollback-target'
        : age < rules.keepNewest
          ? 'newest'
          : undefined,
  );
  return toPlan(ordered, withWayBack(reasons));
}

function isDefault(policy: ManagedPolicy, version: PolicyVersion): boolean {
  return version.isDefault || version.versionId === policy.defaultVersionId;
}

type Verdict = KeepReason | undefined;

function withWayBack(reasons: readonly Verdict[]): readonly Verdict[] {
  if (reasons.some((reason) => reason !== undefined && reason !== 'default')) return reasons;
  const newest = reasons.indexOf(undefined);
  return reasons.map((reason, age) => (age === newest ? 'last-way-back' : reason));
}

function toPlan(ordered: readonly PolicyVersion[], verdicts: readonly Verdict[]): PrunePlan {
  const keep: { versionId: string; why: KeepReason }[] = [];
  const prune: { versionId: string; why: PruneReason }[] = [];
  ordered.forEach(({ versionId }, age) => {
    const why = verdicts[age];
    if (why === undefined) prune.push({ versionId, why: 'superseded' });
    else keep.push({ versionId, why });
  });
  return { keep, prune: prune.toReversed() };
}
