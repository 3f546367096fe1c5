import { checkRollback } from '../domain/change/rollback-check.ts';
import { isSameDocument } from '../domain/change/base-check.ts';
import type { ManagedPolicy, PolicyVersion } from '../domain/policy/principal-policies.ts';
import { protectedVersionsOf } from '../domain/proposal/protected-versions.ts';
import type { Proposal, Rollback, Target } from '../domain/proposal/proposal.ts';
import { amendProposal, moveProposal } from '../domain/proposal/transitions.ts';
import { roomForOneMore } from '../domain/retention/room-for-one-more.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { AccountReader } from '../ports/account-reader.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentArchive } from '../ports/document-archive.ts';
import type { PolicyVersionPruner } from '../ports/policy-version-pruner.ts';
import type { PolicyWriter } from '../ports/policy-writer.ts';

export type RollBackChangeDeps = {
  readonly store: AggregateStore;
  readonly accounts: AccountReader;
  readonly writer: PolicyWriter;
  readonly pruner: PolicyVersionPruner;
  readonly archive: DocumentArchive;
  readonly clock: Clock;
};

export type RollBackOutcome =
  | { readonly kind: 'rolled-back'; readonly proposal: Proposal }
  /** The target moved between the order and now, or IAM refuses; the order is withdrawn and says why. */
  | { readonly kind: 'refused'; readonly proposal: Proposal; readonly reason: string }
  | { readonly kind: 'nothing-to-do' };

/**
 * Takes an applied change back to exactly what was before it: the previous version becomes the default
 * again (created anew from the recorded document when it was pruned), an inline policy gets its prior document,
 * a policy of our own is detached, and deleted unless somebody else uses or changed it. Repeatable: a
 * rollback that was cut short is finished.
 */
export function createRollBackChange(
  deps: RollBackChangeDeps,
): (proposalId: string) => Promise<RollBackOutcome> {
  return async (proposalId) => {
    for (;;) {
      const proposal = await deps.store.findProposal(proposalId);
      const rollback = proposal?.rollback;
      if (!proposal || !rollback || rollback.doneAt !== null) return { kind: 'nothing-to-do' };
      const outcome = await attempt(deps, { ...proposal, rollback });
      if ((await deps.store.save(outcome.proposal)) === 'saved') return outcome;
    }
  };
}

async function attempt(
  deps: RollBackChangeDeps,
  proposal: Proposal & { readonly rollback: Rollback },
): Promise<Exclude<RollBackOutcome, { readonly kind: 'nothing-to-do' }>> {
  const principal = await deps.accounts.findPrincipal(proposal.principalArn);
  const check = checkRollback(proposal, principal);
  const at = deps.clock.now();
  if (check.kind === 'moved') return withdrawn(proposal, at, check.reason);
  try {
    if (check.kind === 'possible') await takeBack(deps, proposal, proposal.target);
    if (proposal.target.kind === 'new-managed') await removePolicy(deps, proposal);
  } catch (error) {
    // An order that IAM refuses every time would hold up everything that waits behind it.
    if (!isAppError(error) || error.retryable) throw error;
    return withdrawn(proposal, at, error.message);
  }
  const { rollback } = proposal;
  const detail = rollback.reason ?? '';
  const move = {
    to: 'rolled-back',
    at,
    by: rollback.by,
    detail,
    event: 'change-rolled-back',
  } as const;
  const next = moveProposal(proposal, move, { rollback: { ...rollback, doneAt: at } });
  return { kind: 'rolled-back', proposal: next };
}

function withdrawn(
  proposal: Proposal,
  at: string,
  reason: string,
): Extract<RollBackOutcome, { readonly kind: 'refused' }> {
  const note = `the rollback was refused: ${reason}`;
  const row = { at, by: 'rolemender', detail: note };
  return {
    kind: 'refused',
    proposal: amendProposal(proposal, row, { rollback: null, note }),
    reason,
  };
}

async function takeBack(
  deps: RollBackChangeDeps,
  { principalArn }: Proposal,
  target: Target,
): Promise<void> {
  switch (target.kind) {
    case 'managed':
      return deps.writer.setDefaultPolicyVersion(
        target.policyArn,
        await previousVersion(deps, principalArn, target),
      );
    case 'inline':
      return target.baseDocument === null
        ? deps.writer.deleteInlinePolicy(principalArn, target.policyName)
        : deps.writer.putInlinePolicy(principalArn, target.policyName, target.baseDocument);
    case 'new-managed':
      return deps.writer.detachPolicy(principalArn, target.policyArn);
  }
}

// The version that was the default before, or one with its document: a pruned id never comes back.
async function previousVersion(
  deps: RollBackChangeDeps,
  principalArn: string,
  { policyArn, baseVersionId, baseDocument }: Target & { readonly kind: 'managed' },
): Promise<string> {
  const policy = await deps.accounts.findManagedPolicy(policyArn);
  const versions = policy?.versions ?? [];
  const exact = versions.find(({ versionId }) => versionId === baseVersionId);
  const alike = versions.find(({ document }) => isSameDocument(document, baseDocument));
  const known = (exact ?? alike)?.versionId;
  if (known !== undefined) return known;
  if (policy !== undefined) await makeRoom(deps, principalArn, policy);
  return deps.writer.createPolicyVersion(policyArn, baseDocument);
}

async function makeRoom(
  deps: RollBackChangeDeps,
  principalArn: string,
  policy: ManagedPolicy,
): Promise<void> {
  const { proposals } = await deps.store.listOfPrincipal(principalArn);
  const keep = protectedVersionsOf(proposals).get(policy.id) ?? new Set<string>();
  const { versionsPerPolicy } = await deps.accounts.quotas(policy.arn);
  const room = roomForOneMore(policy, keep, versionsPerPolicy);
  const oldest = policy.versions.find(
    ({ versionId }) => room.kind === 'delete-first' && versionId === room.versionId,
  );
  if (oldest !== undefined) await archiveAndDelete(deps, policy, oldest);
}

async function archiveAndDelete(
  { archive, pruner, clock }: RollBackChangeDeps,
  { arn: policyArn, id: policyId }: ManagedPolicy,
  { versionId, document }: PolicyVersion,
): Promise<void> {
  await archive.saveVersion({ policyArn, policyId, versionId, document, deletedAt: clock.now() });
  await pruner.deletePolicyVersion(policyArn, versionId);
}

// What somebody else uses, or put another document into, is not ours to delete any more.
async function removePolicy(
  deps: RollBackChangeDeps,
  { target, targetDocument }: Proposal,
): Promise<void> {
  if (target.kind !== 'new-managed') return;
  const { policyArn } = target;
  const policy = await deps.accounts.findManagedPolicy(policyArn);
  if (policy === undefined || policy.attachedTo.length > 0 || policy.boundaryOf.length > 0) return;
  if (!isSameDocument(policy.document, targetDocument)) return;
  for (const version of policy.versions) {
    if (!version.isDefault) await archiveAndDelete(deps, policy, version);
  }
  await deps.writer.deletePolicy(policyArn);
}
