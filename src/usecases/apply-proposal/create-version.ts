import { isSameDocument } from '../../domain/change/base-check.ts';
import type { ManagedPolicy } from '../../domain/policy/principal-policies.ts';
import { protectedVersionsOf } from '../../domain/proposal/protected-versions.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { roomForOneMore } from '../../domain/retention/room-for-one-more.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { AccountReader } from '../../ports/account-reader.ts';
import type { AggregateStore } from '../../ports/aggregate-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentArchive } from '../../ports/document-archive.ts';
import type { PolicyVersionPruner } from '../../ports/policy-version-pruner.ts';
import type { PolicyWriter } from '../../ports/policy-writer.ts';
import { holdsLease } from './holds-lease.ts';

export type CreateVersionDeps = {
  readonly store: AggregateStore;
  readonly accounts: AccountReader;
  readonly writer: PolicyWriter;
  readonly pruner: PolicyVersionPruner;
  readonly archive: DocumentArchive;
  readonly clock: Clock;
};

/** `isOurs` is false for a version that stood there with the very document. */
export type CreatedVersion =
  | {
      readonly kind: 'created';
      readonly versionId: string;
      readonly isOurs: boolean;
      readonly prunedVersionId: string | null;
    }
  | { readonly kind: 'stale' | 'fault'; readonly reason: string }
  | { readonly kind: 'lost' };

// Somebody may take the place that was made before we do; IAM's list may lag behind, too.
const MOST_TRIES = 3;
const PAUSE_MILLISECONDS = 100;

/**
 * Creates a version with the proposed document that is not the default, after making room for it. A policy
 * that has filled up meanwhile is listed anew; after three times IAM's refusal is thrown as it is.
 */
export async function createVersion(
  deps: CreateVersionDeps,
  proposal: Proposal,
  policyArn: string,
): Promise<CreatedVersion> {
  let prunedVersionId: string | null = null;
  for (let attempt = 1; ; attempt++) {
    const policy = await deps.accounts.findManagedPolicy(policyArn);
    if (policy === undefined) return { kind: 'stale', reason: 'the policy is gone' };
    // A version with this document may be left from an attempt that died, or be an older one: either will do.
    const known = policy.versions.find((one) =>
      isSameDocument(one.document, proposal.targetDocument),
    );
    const room = known ? null : await makeRoom(deps, proposal, policy);
    if (room?.kind === 'fault') return room;
    prunedVersionId = room?.versionId ?? prunedVersionId;
    if (!(await holdsLease(deps, proposal))) return { kind: 'lost' };
    const versionId = known?.versionId ?? (await tryCreate(deps, proposal, policyArn, attempt));
    if (versionId !== undefined) {
      return { kind: 'created', versionId, isOurs: known === undefined, prunedVersionId };
    }
    await deps.clock.sleep(PAUSE_MILLISECONDS * attempt);
  }
}

/** Undefined where IAM says that there is no room, and another try is left. */
async function tryCreate(
  { writer }: CreateVersionDeps,
  { targetDocument }: Proposal,
  policyArn: string,
  attempt: number,
): Promise<string | undefined> {
  try {
    return await writer.createPolicyVersion(policyArn, targetDocument);
  } catch (error) {
    if (attempt >= MOST_TRIES || !isAppError(error, 'limit-exceeded')) throw error;
    return undefined;
  }
}

async function makeRoom(
  { store, accounts, archive, pruner, clock }: CreateVersionDeps,
  { principalArn }: Proposal,
  policy: ManagedPolicy,
): Promise<
  | { readonly kind: 'fault'; readonly reason: string }
  | { readonly kind: 'made'; readonly versionId: string | null }
> {
  const { proposals } = await store.listOfPrincipal(principalArn);
  const keep = protectedVersionsOf(proposals).get(policy.id) ?? new Set<string>();
  const { versionsPerPolicy } = await accounts.quotas();
  const room = roomForOneMore(policy, keep, versionsPerPolicy);
  if (room.kind === 'free') return { kind: 'made', versionId: null };
  if (room.kind === 'none') {
    return { kind: 'fault', reason: 'all stored versions are needed; none can make room' };
  }
  const { document, versionId } = policy.versions.find((v) => v.versionId === room.versionId)!;
  const saved = { policyArn: policy.arn, policyId: policy.id, versionId, document };
  await archive.saveVersion({ ...saved, deletedAt: clock.now() });
  await pruner.deletePolicyVersion(policy.arn, versionId);
  return { kind: 'made', versionId };
}
