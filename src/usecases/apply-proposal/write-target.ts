import { checkBase, isSameDocument } from '../../domain/change/base-check.ts';
import { checkGuardrails } from '../../domain/change/guardrail-check.ts';
import type { Proposal, Target } from '../../domain/proposal/proposal.ts';
import { isAppError } from '../../kernel/app-error.ts';
import { createVersion, type CreateVersionDeps } from './create-version.ts';
import { holdsLease } from './holds-lease.ts';

export type WriteTargetDeps = CreateVersionDeps & {
  readonly rules: {
    /** Between creating a version and making it the default: one-step updates cause brief denials of live sessions. */
    readonly pauseMilliseconds: number;
  };
};

/** Why a target was not written: for good (`stale`, `fault`), for now (`again`), or because another worker has it (`lost`). */
export type NotWritten =
  | { readonly kind: 'stale'; readonly reason: string }
  | { readonly kind: 'fault'; readonly reason: string }
  | { readonly kind: 'again'; readonly reason: string }
  | { readonly kind: 'lost' };

export type Written = { readonly kind: 'written'; readonly prunedVersionId: string | null };

/** Writes the proposed document to its target while the lease is held. Repeatable: what an attempt left is taken up. */
export async function writeTarget(
  deps: WriteTargetDeps,
  proposal: Proposal,
  target: Target,
): Promise<NotWritten | Written> {
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
  { writer }: WriteTargetDeps,
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
  deps: WriteTargetDeps,
  proposal: Proposal,
  target: Target & { readonly kind: 'managed' },
): Promise<NotWritten | Written> {
  const created = await createVersion(deps, proposal, target.policyArn);
  if (created.kind !== 'created') return created;
  const { versionId, isOurs, prunedVersionId } = created;
  await deps.clock.sleep(deps.rules.pauseMilliseconds);
  const principal = await deps.accounts.findPrincipal(proposal.principalArn);
  const base = checkBase(proposal, principal);
  const refusal = base.kind === 'unchanged' ? checkGuardrails(proposal, principal) : null;
  const holds = await holdsLease(deps, proposal);
  if (base.kind === 'unchanged' && refusal === null && holds) {
    const isSet = await setDefault(deps, target.policyArn, versionId);
    return isSet
      ? { kind: 'written', prunedVersionId }
      : { kind: 'again', reason: `version ${versionId} was deleted before it became the default` };
  }
  if (isOurs) await withdrawVersion(deps, target.policyArn, versionId);
  if (refusal !== null && holds) return { kind: 'fault', reason: refusal };
  return base.kind === 'stale' ? base : { kind: 'lost' };
}

// The worker that we took over from withdraws its version when it wakes up, perhaps just before our call.
async function setDefault(
  { writer }: WriteTargetDeps,
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
  { pruner }: WriteTargetDeps,
  policyArn: string,
  versionId: string,
): Promise<void> {
  try {
    await pruner.deletePolicyVersion(policyArn, versionId);
  } catch (error) {
    // The other worker made it the default, or deleted it: then it is not ours any more.
    if (!isAppError(error, 'delete-conflict', 'not-found')) throw error;
  }
}
