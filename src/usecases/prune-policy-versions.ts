import type { ManagedPolicy } from '../domain/policy/principal-policies.ts';
import type { KeepReason, PrunePlan, PruneReason } from '../domain/retention/versions-to-prune.ts';
import { DEFAULT_KEEP_NEWEST, versionsToPrune } from '../domain/retention/versions-to-prune.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { AccountReader } from '../ports/account-reader.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentArchive } from '../ports/document-archive.ts';
import type { PolicyVersionPruner } from '../ports/policy-version-pruner.ts';

/** What `prune` works with. The two look-ups are asked again before each policy is touched. */
export type PruneDeps = {
  readonly accounts: AccountReader;
  readonly pruner: PolicyVersionPruner;
  readonly archive: DocumentArchive;
  /** Recorded rollback targets: version ids by policy id (`ANPA…`). */
  readonly protectedVersions: () => Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /** ARNs of the policies to which a change is being applied or rolled back at this moment. */
  readonly busyPolicies: () => Promise<ReadonlySet<string>>;
  readonly clock: Clock;
};

/** `apply` false plans only. `policyArn` limits the order to one policy of the account; `keepNewest` defaults to 2. */
export type PruneCommand = {
  /** Its 12 digits. A snapshot has one account and does not look at them. */
  readonly account: string;
  readonly apply: boolean;
  readonly keepNewest?: number;
  readonly policyArn?: string;
};

/** What became of one version. `already-gone` and `became-default`: somebody else was faster, and that is fine. */
export type VersionOutcome =
  | { readonly versionId: string; readonly outcome: 'kept'; readonly why: KeepReason }
  | {
      readonly versionId: string;
      readonly outcome: 'would-prune' | 'pruned' | 'already-gone' | 'became-default';
      readonly why: PruneReason;
    };

export const SKIP_REASONS = {
  'change-under-way': 'a change to it is being applied',
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

/**
 * Makes the order "prune old policy versions". A version's document is in the archive before the version
 * is deleted; running it twice, or beside an apply, loses nothing. Other IO faults throw `AppError`.
 */
export function createPrunePolicyVersions(
  deps: PruneDeps,
): (command: PruneCommand) => Promise<PruneReport> {
  return async (command) => {
    const policies: PolicyPruneReport[] = [];
    if (command.policyArn === undefined) {
      for (const policy of await deps.accounts.listCustomerManagedPolicies(command.account)) {
        policies.push(await prunePolicy(deps, command, policy));
      }
    } else {
      policies.push(await pruneNamed(deps, command, command.policyArn));
    }
    return { applied: command.apply, policies };
  };
}

async function pruneNamed(
  deps: PruneDeps,
  command: PruneCommand,
  policyArn: string,
): Promise<PolicyPruneReport> {
  const policy = await deps.accounts.findManagedPolicy(policyArn);
  if (policy === undefined) return { kind: 'skipped', policyArn, reason: 'not-found' };
  if (policy.awsManaged) return { kind: 'skipped', policyArn, reason: 'aws-managed' };
  return prunePolicy(deps, command, policy);
}

async function prunePolicy(
  deps: PruneDeps,
  command: PruneCommand,
  listed: ManagedPolicy,
): Promise<PolicyPruneReport> {
  const plan = await planFor(deps, command, listed);
  if (plan === 'busy') return skipped(listed, 'change-under-way');
  if (!command.apply || plan.prune.length === 0) return report(listed, plan, () => 'would-prune');

  // The list may be old by now. Read the policy BEFORE what is busy and protected: an apply that ended
  // in between has recorded its rollback target, one that has not ended is busy, and one that starts
  // later finds its base to be the default, which stays.
  const policy = await deps.accounts.findManagedPolicy(listed.arn);
  if (policy === undefined) return skipped(listed, 'not-found');
  const freshPlan = await planFor(deps, command, policy);
  if (freshPlan === 'busy') return skipped(policy, 'change-under-way');
  const outcomes = new Map<string, Deletion>();
  for (const { versionId } of freshPlan.prune) {
    outcomes.set(versionId, await archiveAndDelete(deps, policy, versionId));
  }
  return report(policy, freshPlan, (versionId) => outcomes.get(versionId) ?? 'already-gone');
}

async function planFor(
  deps: PruneDeps,
  command: PruneCommand,
  policy: ManagedPolicy,
): Promise<PrunePlan | 'busy'> {
  if ((await deps.busyPolicies()).has(policy.arn)) return 'busy';
  const protectedVersions = await deps.protectedVersions();
  return versionsToPrune(policy, {
    keepNewest: command.keepNewest ?? DEFAULT_KEEP_NEWEST,
    protectedVersionIds: protectedVersions.get(policy.id) ?? new Set(),
  });
}

type Deletion = 'pruned' | 'already-gone' | 'became-default';

async function archiveAndDelete(
  deps: PruneDeps,
  policy: ManagedPolicy,
  versionId: string,
): Promise<Deletion> {
  const version = policy.versions.find((stored) => stored.versionId === versionId);
  if (version === undefined) throw new Error(`planned to prune an unknown version: ${versionId}`);
  await deps.archive.saveVersion({
    policyArn: policy.arn,
    policyId: policy.id,
    versionId,
    document: version.document,
    deletedAt: deps.clock.now(),
  });
  try {
    await deps.pruner.deletePolicyVersion(policy.arn, versionId);
    return 'pruned';
  } catch (error) {
    if (isAppError(error, 'not-found')) return 'already-gone';
    if (isAppError(error, 'delete-conflict')) return 'became-default';
    throw error;
  }
}

function skipped(policy: ManagedPolicy, reason: SkipReason): PolicyPruneReport {
  return { kind: 'skipped', policyArn: policy.arn, reason };
}

function report(
  policy: ManagedPolicy,
  plan: PrunePlan,
  outcomeOf: (versionId: string) => Deletion | 'would-prune',
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
  return {
    kind: 'planned',
    policyArn: policy.arn,
    policyId: policy.id,
    versions: [...kept, ...gone],
  };
}
