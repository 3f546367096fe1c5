import { checkBase, isSameDocument } from '../../domain/change/base-check.ts';
import { checkGuardrails } from '../../domain/change/guardrail-check.ts';
import type { ManagedPolicy, PrincipalPolicies } from '../../domain/policy/principal-policies.ts';
import type { Proposal, Target } from '../../domain/proposal/proposal.ts';
import { protectedVersionsOf } from '../../domain/proposal/protected-versions.ts';
import { roomForOneMore } from '../../domain/retention/room-for-one-more.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { PolicyVersionPruner } from '../../ports/policy-version-pruner.ts';
import type { ApplyProposalDeps, Step, Written } from './parts.ts';

/** Brings the target's document into the account, or says why not. Repeatable: what stands already is not written again. */
export async function writeTarget(
  deps: ApplyProposalDeps,
  proposal: Proposal,
  target: Target,
): Promise<Step | Written> {
  const { principalArn, targetDocument } = proposal;
  if (target.kind === 'managed') return writeVersion(deps, proposal, target);
  if (!(await holdsLease(deps, proposal))) return { kind: 'lost' };
  if (target.kind === 'inline') {
    await deps.writer.putInlinePolicy(principalArn, target.policyName, targetDocument);
    return { kind: 'written', prunedVersionId: null };
  }
  const left = await deps.accounts.findManagedPolicy(target.policyArn);
  const isOther =
    left !== undefined &&
    (left.attachedTo.length > 0 || !isSameDocument(left.document, targetDocument));
  if (isOther || (left === undefined && !(await createPolicy(deps, proposal, target.policyArn)))) {
    return { kind: 'stale', reason: 'a policy of that name exists now' };
  }
  await deps.writer.attachPolicy(principalArn, target.policyArn);
  return { kind: 'written', prunedVersionId: null };
}

// IAM keeps names unique in the account, whatever the path, so the name may be taken where the ARN is not.
async function createPolicy(
  { writer }: ApplyProposalDeps,
  { targetDocument }: Proposal,
  policyArn: string,
): Promise<boolean> {
  try {
    await writer.createPolicy(policyArn, targetDocument);
    return true;
  } catch (error) {
    if (!isAppError(error, 'already-exists')) throw error;
    return false;
  }
}

async function writeVersion(
  deps: ApplyProposalDeps,
  proposal: Proposal,
  { policyArn }: Target & { readonly kind: 'managed' },
): Promise<Step | Written> {
  const version = await obtainVersion(deps, proposal, policyArn);
  if (version.kind !== 'version') return version;
  const { versionId, prunedVersionId } = version;
  await deps.clock.sleep(deps.rules.pauseMilliseconds);
  const principal = await deps.accounts.findPrincipal(proposal.principalArn);
  const base = checkBase(proposal, principal);
  const refusal = base.kind === 'unchanged' ? checkGuardrails(proposal, principal) : null;
  const holds = await holdsLease(deps, proposal);
  if (base.kind === 'unchanged' && refusal === null && holds) {
    const isSet = await setDefault(deps, policyArn, versionId);
    return isSet
      ? { kind: 'written', prunedVersionId, versionIds: versionIdsOf(principal, policyArn) }
      : { kind: 'again', reason: `version ${versionId} was deleted before it became the default` };
  }
  if (version.isNew) await withdrawVersion(deps, policyArn, versionId);
  if (refusal !== null && holds) return { kind: 'fault', reason: refusal };
  return base.kind === 'stale' ? base : { kind: 'lost' };
}

function versionIdsOf(
  principal: PrincipalPolicies | undefined,
  policyArn: string,
): readonly string[] {
  const policy = principal?.managed.find(({ arn }) => arn === policyArn);
  return (policy?.versions ?? []).map(({ versionId }) => versionId);
}

type Version = {
  readonly kind: 'version';
  readonly versionId: string;
  readonly isNew: boolean;
  readonly prunedVersionId: string | null;
};

// Somebody else may take the place that we made: then the versions are listed anew, this often.
const MOST_ATTEMPTS = 3;

async function obtainVersion(
  deps: ApplyProposalDeps,
  proposal: Proposal,
  policyArn: string,
): Promise<Exclude<Step, { readonly kind: 'done' }> | Version> {
  for (let attempt = 1; ; attempt++) {
    const policy = await deps.accounts.findManagedPolicy(policyArn);
    if (policy === undefined) return { kind: 'stale', reason: 'the policy is gone' };
    const known = policy.versions.find((version) =>
      isSameDocument(version.document, proposal.targetDocument),
    );
    const room = known ? null : await makeRoom(deps, proposal, policy);
    if (room?.kind === 'fault') return room;
    if (!(await holdsLease(deps, proposal))) return { kind: 'lost' };
    // A version with this document may be left from an attempt that died, or be an older one: either will do.
    if (known) return toVersion(known.versionId, false, null);
    try {
      const versionId = await deps.writer.createPolicyVersion(policyArn, proposal.targetDocument);
      return toVersion(versionId, true, room?.prunedVersionId ?? null);
    } catch (error) {
      if (!isAppError(error, 'limit-exceeded') || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

function toVersion(versionId: string, isNew: boolean, prunedVersionId: string | null): Version {
  return { kind: 'version', versionId, isNew, prunedVersionId };
}

// The worker that we took over from withdraws its version when it wakes up, perhaps just before our call.
async function setDefault(
  { writer }: ApplyProposalDeps,
  policyArn: string,
  versionId: string,
): Promise<boolean> {
  try {
    await writer.setDefaultPolicyVersion(policyArn, versionId);
    return true;
  } catch (error) {
    if (!isAppError(error, 'not-found')) throw error;
    return false;
  }
}

// What another worker or editor overtook is not left behind in one of the five places.
async function withdrawVersion(
  { pruner }: ApplyProposalDeps,
  policyArn: string,
  versionId: string,
): Promise<void> {
  await deleteUnlessChanged(pruner, policyArn, versionId);
}

async function deleteUnlessChanged(
  pruner: PolicyVersionPruner,
  policyArn: string,
  versionId: string,
): Promise<void> {
  try {
    await pruner.deletePolicyVersion(policyArn, versionId);
  } catch (error) {
    // Somebody made it the default, or deleted it: then it is not ours any more.
    if (!isAppError(error, 'delete-conflict', 'not-found')) throw error;
  }
}

async function makeRoom(
  { store, accounts, archive, pruner, clock }: ApplyProposalDeps,
  { principalArn }: Proposal,
  policy: ManagedPolicy,
): Promise<{ readonly kind: 'fault'; readonly reason: string } | Written> {
  const { proposals } = await store.listOfPrincipal(principalArn);
  const keep = protectedVersionsOf(proposals).get(policy.id) ?? new Set<string>();
  const { versionsPerPolicy } = await accounts.quotas(policy.arn);
  const room = roomForOneMore(policy, keep, versionsPerPolicy);
  if (room.kind === 'free') return { kind: 'written', prunedVersionId: null };
  if (room.kind === 'none') {
    return { kind: 'fault', reason: 'all stored versions are needed; none can make room' };
  }
  const { document, versionId } = policy.versions.find((v) => v.versionId === room.versionId)!;
  const saved = { policyArn: policy.arn, policyId: policy.id, versionId, document };
  await archive.saveVersion({ ...saved, deletedAt: clock.now() });
  await deleteUnlessChanged(pruner, policy.arn, versionId);
  return { kind: 'written', prunedVersionId: versionId };
}

async function holdsLease({ store }: ApplyProposalDeps, { id, lease }: Proposal): Promise<boolean> {
  const stored = await store.findProposal(id);
  return stored?.state === 'applying' && stored.lease?.fence === lease?.fence;
}
