import { wildcardMatches } from '../domain/policy/match/wildcard.ts';
import type { ManagedPolicy } from '../domain/policy/principal-policies.ts';
import {
  DEFAULT_KEEP_NEWEST,
  type PrunePlan,
  versionsToPrune,
} from '../domain/retention/versions-to-prune.ts';
import { deleteVersion } from './prune-policy-versions/delete-version.ts';
import type { PruneCommand, PruneDeps } from './prune-policy-versions/prune-deps.ts';
import {
  type Deletion,
  type PolicyPruneReport,
  type PruneReport,
  reportOf,
  skipped,
} from './prune-policy-versions/prune-report.ts';

export type { PruneCommand, PruneDeps, PruneReport };
export type { PruneRules } from './prune-policy-versions/prune-deps.ts';

/** What is busy and protected at one moment. */
type Standing = {
  readonly busy: ReadonlySet<string>;
  readonly protectedVersions: ReadonlyMap<string, ReadonlySet<string>>;
};

/** One run: its order, what stood when it began, and how many deletions it has left. */
type Run = PruneCommand & { readonly atStart: Standing; left: number; deleted: number };

/**
 * Makes the order "prune old policy versions". A version's document is in the archive, and the order in the
 * history, before the version is deleted; running it twice at once, or beside an apply, loses nothing. Other IO faults throw `AppError`.
 */
export function createPrunePolicyVersions(
  deps: PruneDeps,
): (command: PruneCommand) => Promise<PruneReport> {
  return async (command) => {
    const run: Run = {
      ...command,
      atStart: await lookAround(deps),
      left: command.mostDeletions ?? Infinity,
      deleted: 0,
    };
    const policies: PolicyPruneReport[] = [];
    if (command.policyArn === undefined) {
      for (const policy of await deps.accounts.listCustomerManagedPolicies(command.account)) {
        if (isInScope(policy, command)) policies.push(await prunePolicy(deps, run, policy));
      }
    } else {
      policies.push(await pruneNamed(deps, run, command.policyArn));
    }
    return { applied: command.apply, policies };
  };
}

function isInScope({ arn }: ManagedPolicy, { policies }: PruneCommand): boolean {
  return policies === undefined || policies.some((pattern) => wildcardMatches(pattern, arn));
}

async function lookAround(deps: PruneDeps): Promise<Standing> {
  const busy = await deps.busyPolicies();
  return { busy, protectedVersions: await deps.protectedVersions() };
}

async function pruneNamed(
  deps: PruneDeps,
  run: Run,
  policyArn: string,
): Promise<PolicyPruneReport> {
  const policy = await deps.accounts.findManagedPolicy(policyArn);
  if (policy === undefined) return skipped(policyArn, 'not-found');
  if (policy.awsManaged) return skipped(policyArn, 'aws-managed');
  return prunePolicy(deps, run, policy);
}

async function prunePolicy(
  deps: PruneDeps,
  run: Run,
  listed: ManagedPolicy,
): Promise<PolicyPruneReport> {
  const plan = planFor(run, run.atStart, listed);
  if (plan === 'busy') return skipped(listed.arn, 'change-under-way');
  if (plan.prune.length === 0) return reportOf(listed, plan, () => 'would-prune');
  if (!run.apply || run.left === 0) return planned(run, listed, plan);

  const { clock, leases, rules } = deps;
  const { holder, leaseMilliseconds } = rules;
  const now = clock.now();
  const expiresAt = new Date(Date.parse(now) + leaseMilliseconds).toISOString();
  const taken = await leases.take(listed.arn, { holder, now, expiresAt });
  if (taken === 'held') return skipped(listed.arn, 'leased');
  try {
    return await pruneLeased(deps, run, listed.arn);
  } finally {
    await leases.release(listed.arn, holder);
  }
}

// The list may be old by now. Read the policy BEFORE what is busy and protected: an apply that ended
// in between has recorded its rollback target, one that has not ended is busy, and one that starts
// later finds its base to be the default, which stays.
async function pruneLeased(
  deps: PruneDeps,
  run: Run,
  policyArn: string,
): Promise<PolicyPruneReport> {
  const policy = await deps.accounts.findManagedPolicy(policyArn);
  if (policy === undefined) return skipped(policyArn, 'not-found');
  const plan = planFor(run, await lookAround(deps), policy);
  if (plan === 'busy') return skipped(policyArn, 'change-under-way');
  const outcomes = new Map<string, Deletion>();
  for (const { versionId } of plan.prune.slice(0, run.left)) {
    if (run.deleted > 0) await deps.clock.sleep(deps.rules.pauseMilliseconds);
    outcomes.set(versionId, await deleteVersion(deps, policy, versionId, run.by));
    run.deleted += 1;
    run.left -= 1;
  }
  await tellOthers(deps, run, policy, outcomes);
  return reportOf(policy, plan, (versionId) => outcomes.get(versionId) ?? 'postponed');
}

function planned(run: Run, policy: ManagedPolicy, plan: PrunePlan): PolicyPruneReport {
  const first = new Set(plan.prune.slice(0, run.left).map(({ versionId }) => versionId));
  run.left -= first.size;
  return reportOf(policy, plan, (id) => (first.has(id) ? 'would-prune' : 'postponed'));
}

function planFor(
  { keepNewest = DEFAULT_KEEP_NEWEST }: PruneCommand,
  { busy, protectedVersions }: Standing,
  policy: ManagedPolicy,
): PrunePlan | 'busy' {
  if (busy.has(policy.arn)) return 'busy';
  const protectedVersionIds = protectedVersions.get(policy.id) ?? new Set();
  return versionsToPrune(policy, { keepNewest, protectedVersionIds });
}

async function tellOthers(
  { publisher, clock }: PruneDeps,
  { account }: Run,
  { arn: id, defaultVersionId }: ManagedPolicy,
  outcomes: ReadonlyMap<string, Deletion>,
): Promise<void> {
  const pruned = [...outcomes].filter(([, outcome]) => outcome === 'pruned').map(([each]) => each);
  if (pruned.length === 0) return;
  const detail = { versions: pruned.join(' '), count: pruned.length, defaultVersionId };
  const name = 'versions-pruned';
  await publisher.publish([{ name, id, account, principalArn: null, at: clock.now(), detail }]);
}
