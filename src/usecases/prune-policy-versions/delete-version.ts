import { toPruneEntry } from '../../domain/audit/to-prune-entry.ts';
import type { ManagedPolicy } from '../../domain/policy/principal-policies.ts';
import { parseIamArn } from '../../domain/principal/iam-arn.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { PruneDeps } from './prune-deps.ts';
import type { Deletion } from './prune-report.ts';

/** Deletes one version: its document is in the archive and the order in the history before IAM is asked. */
export async function deleteVersion(
  deps: PruneDeps,
  policy: ManagedPolicy,
  versionId: string,
  by: string,
): Promise<Deletion> {
  const version = policy.versions.find((stored) => stored.versionId === versionId);
  if (version === undefined) throw new Error(`planned to prune an unknown version: ${versionId}`);
  const { document } = version;
  const policyArn = policy.arn;
  const policyId = policy.id;
  const saved = { policyArn, policyId, versionId, document };
  const account = parseIamArn(policyArn)?.account ?? null;
  const entry = { ...saved, account, by };
  await deps.archive.saveVersion({ ...saved, deletedAt: deps.clock.now() });
  const orderedAt = deps.clock.now();
  await deps.record([
    toPruneEntry({ ...entry, event: 'prune-ordered', at: orderedAt, detail: '' }),
  ]);
  const detail = await askIam(deps, policyArn, versionId);
  const event = detail === 'pruned' ? 'version-pruned' : 'version-not-pruned';
  await deps.record([toPruneEntry({ ...entry, event, at: deps.clock.now(), detail })]);
  return detail;
}

async function askIam(deps: PruneDeps, policyArn: string, versionId: string): Promise<Deletion> {
  try {
    await deps.pruner.deletePolicyVersion(policyArn, versionId);
    return 'pruned';
  } catch (error) {
    if (isAppError(error, 'not-found')) return 'already-gone';
    if (isAppError(error, 'delete-conflict')) return 'became-default';
    throw error;
  }
}
