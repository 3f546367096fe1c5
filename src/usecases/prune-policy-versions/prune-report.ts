import type { ManagedPolicy } from '../../domain/policy/principal-policies.ts';
import type {
  KeepReason,
  PrunePlan,
  PruneReason,
} from '../../domain/retention/versions-to-prune.ts';

/** What came of an attempt to delete. `already-gone` and `became-default`: somebody else was faster, and that is fine. */
export type Deletion = 'pruned' | 'already-gone' | 'became-default';

/** What became of one version. `postponed`: the run had deleted as many as it may; the next one goes on. */
export type VersionOutcome =
  | { readonly versionId: string; readonly outcome: 'kept'; readonly why: KeepReason }
  | {
      readonly versionId: string;
      readonly outcome: 'would-prune' | 'postponed' | Deletion;
      readonly why: PruneReason;
    };

export const SKIP_REASONS = {
  'change-under-way': 'a change to it is being applied',
  leased: 'another run is cleaning it up',
  'not-found': 'there is no such policy',
  'aws-managed': 'AWS keeps its versions',
} as const;
export type SkipReason = keyof typeof SKIP_REASONS;

/** Versions come as the plan lists them: kept ones newest first, then the pruned ones oldest first. */
export type PolicyPruneReport =
  | {
      readonly kind: 'planned';
      readonly policyArn: string;
      readonly policyId: string;
      readonly versions: readonly VersionOutcome[];
    }
  | { readonly kind: 'skipped'; readonly policyArn: string; readonly reason: SkipReason };

export type PruneReport = {
  readonly applied: boolean;
  readonly policies: readonly PolicyPruneReport[];
};

export function skipped(policyArn: string, reason: SkipReason): PolicyPruneReport {
  return { kind: 'skipped', policyArn, reason };
}

/** The report of one policy: its plan, with what became of each version that was to go. */
export function reportOf(
  policy: ManagedPolicy,
  plan: PrunePlan,
  outcomeOf: (versionId: string) => Deletion | 'would-prune' | 'postponed',
): PolicyPruneReport {
  const kept = plan.keep.map(({ versionId, why }) => ({
    versionId,
    outcome: 'kept' as const,
    why,
  }));
  const gone = plan.prune.map(({ versionId, why }) => ({
    versionId,
    outcome: outcomeOf(versionId),
    why,
  }));
  const versions = [...kept, ...gone];
  return { kind: 'planned', policyArn: policy.arn, policyId: policy.id, versions };
}
