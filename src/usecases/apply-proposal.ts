import { checkBase, isSameDocument } from '../domain/change/base-check.ts';
import { checkGuardrails } from '../domain/change/guardrail-check.ts';
import type { ManagedPolicy } from '../domain/policy/principal-policies.ts';
import { digestOfProposal } from '../domain/proposal/proposal-digest.ts';
import type { Change, Proposal, Target } from '../domain/proposal/proposal.ts';
import { protectedVersionsOf } from '../domain/proposal/protected-versions.ts';
import { moveProposal } from '../domain/proposal/transitions.ts';
import { roomForOneMore } from '../domain/retention/room-for-one-more.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { AccountReader } from '../ports/account-reader.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentArchive } from '../ports/document-archive.ts';
import type { PolicyVersionPruner } from '../ports/policy-version-pruner.ts';
import type { PolicyWriter } from '../ports/policy-writer.ts';

export type ApplyProposalDeps = {
  readonly store: AggregateStore;
  readonly accounts: AccountReader;
  readonly writer: PolicyWriter;
  readonly pruner: PolicyVersionPruner;
  readonly archive: DocumentArchive;
  readonly clock: Clock;
  readonly rules: {
    /** How long a worker may be silent before another takes over. */
    readonly leaseMilliseconds: number;
    /** Between creating a version and making it the default: one-step updates cause brief denials of live sessions. */
    readonly pauseMilliseconds: number;
  };
};

export type ApplyOutcome =
  | { readonly kind: 'applied'; readonly proposal: Proposal }
  | { readonly kind: 'stale'; readonly proposal: Proposal }
  | { readonly kind: 'failed'; readonly proposal: Proposal }
  /** Another worker holds it until `until`, or took it over meanwhile. */
  | { readonly kind: 'busy'; readonly until: string }
  /** IAM did not answer, or another worker was in the way; nothing is lost, the same call continues it. */
  | { readonly kind: 'retry-later'; readonly reason: string }
  /** It is not approved, or it was carried out before. */
  | { readonly kind: 'nothing-to-do' };

type Step =
  | { readonly kind: 'done'; readonly change: Change }
  | { readonly kind: 'stale'; readonly reason: string }
  | { readonly kind: 'fault'; readonly reason: string }
  | { readonly kind: 'again'; readonly reason: string }
  | { readonly kind: 'lost' };

/**
 * Carries out an approved proposal, at most once however many workers try and wherever one of them
 * dies: the lease's fence orders the workers, and the target document is the idempotency key, since
 * IAM offers no client token. Re-reads everything first; a target that changed makes it stale.
 */
export function createApplyProposal(
  deps: ApplyProposalDeps,
): (command: { readonly proposalId: string; readonly holder: string }) => Promise<ApplyOutcome> {
  return async ({ proposalId, holder }) => {
    const taken = await takeLease(deps, proposalId, holder);
    if (taken.kind !== 'taken') return taken;
    try {
      const step = await carryOut(deps, taken.proposal);
      if (step.kind === 'again') return { kind: 'retry-later', reason: step.reason };
      return await conclude(deps, taken.proposal, step);
    } catch (error) {
      if (!isAppError(error)) throw error;
      if (error.retryable) return { kind: 'retry-later', reason: error.message };
      return conclude(deps, taken.proposal, { kind: 'fault', reason: error.message });
    }
  };
}

async function takeLease(
  { store, clock, rules }: ApplyProposalDeps,
  proposalId: string,
  holder: string,
): Promise<ApplyOutcome | { readonly kind: 'taken'; readonly proposal: Proposal }> {
  for (;;) {
    const proposal = await store.findProposal(proposalId);
    if (proposal?.state !== 'approved' && proposal?.state !== 'applying') {
      return { kind: 'nothing-to-do' };
    }
    const at = clock.now();
    const { lease } = proposal;
    if (lease && lease.holder !== holder && lease.expiresAt > at) {
      return { kind: 'busy', until: lease.expiresAt };
    }
    const expiresAt = new Date(Date.parse(at) + rules.leaseMilliseconds).toISOString();
    const next = moveProposal(
      proposal,
      { to: 'applying', at, by: holder, detail: '' },
      { lease: { holder, fence: (lease?.fence ?? 0) + 1, expiresAt } },
    );
    if ((await store.save(next)) === 'saved') return { kind: 'taken', proposal: next };
  }
}

async function carryOut(deps: ApplyProposalDeps, proposal: Proposal): Promise<Step> {
  const fault = integrityFault(proposal);
  if (fault !== null) return { kind: 'fault', reason: fault };
  const principal = await deps.accounts.findPrincipal(proposal.principalArn);
  const base = checkBase(proposal, principal);
  if (base.kind === 'stale') return base;
  // What stands already in the account is not undone here: a person takes it back.
  const refusal = base.kind === 'unchanged' ? checkGuardrails(proposal, principal) : null;
  if (refusal !== null) return { kind: 'fault', reason: refusal };
  const written =
    base.kind === 'already-applied' ? null : await writeTarget(deps, proposal, proposal.target);
  if (written !== null && written.kind !== 'written') return written;
  const after = await deps.accounts.findPrincipal(proposal.principalArn);
  if (checkBase(proposal, after).kind !== 'already-applied') {
    return { kind: 'fault', reason: 'what IAM answers after the change is not what was written' };
  }
  const { target } = proposal;
  const isManaged = target.kind === 'managed';
  const policy = isManaged && after?.managed.find(({ arn }) => arn === target.policyArn);
  const change: Change = {
    at: deps.clock.now(),
    newVersionId: policy ? policy.defaultVersionId : target.kind === 'new-managed' ? 'v1' : null,
    previousVersionId: isManaged ? target.baseVersionId : null,
    prunedVersionId: written?.prunedVersionId ?? null,
  };
  return { kind: 'done', change };
}

function integrityFault(proposal: Proposal): string | null {
  const { digest, decision } = proposal;
  if (digestOfProposal(proposal) !== digest)
    return 'the stored proposal is not what its digest says';
  return decision?.digest === digest ? null : 'the approval was given to another digest';
}

type Written = { readonly kind: 'written'; readonly prunedVersionId: string | null };

async function writeTarget(
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
  if (left === undefined) await deps.writer.createPolicy(target.policyArn, targetDocument);
  else if (left.attachedTo.length > 0 || !isSameDocument(left.document, targetDocument)) {
    return { kind: 'stale', reason: 'a policy of that name exists now' };
  }
  await deps.writer.attachPolicy(principalArn, target.policyArn);
  return { kind: 'written', prunedVersionId: null };
}

async function writeVersion(
  deps: ApplyProposalDeps,
  proposal: Proposal,
  target: Target & { readonly kind: 'managed' },
): Promise<Step | Written> {
  const policy = await deps.accounts.findManagedPolicy(target.policyArn);
  if (policy === undefined) return { kind: 'stale', reason: 'the policy is gone' };
  const known = policy.versions.find((version) =>
    isSameDocument(version.document, proposal.targetDocument),
  );
  const room = known ? null : await makeRoom(deps, proposal, policy);
  if (room?.kind === 'fault') return room;
  if (!(await holdsLease(deps, proposal))) return { kind: 'lost' };
  // A version with this document may be left from an attempt that died, or be an older one: either will do.
  const versionId =
    known?.versionId ??
    (await deps.writer.createPolicyVersion(target.policyArn, proposal.targetDocument));
  await deps.clock.sleep(deps.rules.pauseMilliseconds);
  const principal = await deps.accounts.findPrincipal(proposal.principalArn);
  const base = checkBase(proposal, principal);
  const refusal = base.kind === 'unchanged' ? checkGuardrails(proposal, principal) : null;
  const holds = await holdsLease(deps, proposal);
  if (base.kind === 'unchanged' && refusal === null && holds) {
    const isSet = await setDefault(deps, target.policyArn, versionId);
    return isSet
      ? { kind: 'written', prunedVersionId: room?.prunedVersionId ?? null }
      : { kind: 'again', reason: `version ${versionId} was deleted before it became the default` };
  }
  if (known === undefined) await withdrawVersion(deps, target.policyArn, versionId);
  if (refusal !== null && holds) return { kind: 'fault', reason: refusal };
  return base.kind === 'stale' ? base : { kind: 'lost' };
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
  try {
    await pruner.deletePolicyVersion(policyArn, versionId);
  } catch (error) {
    // The other worker made it the default, or deleted it: then it is not ours any more.
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
  const { versionsPerPolicy } = await accounts.quotas();
  const room = roomForOneMore(policy, keep, versionsPerPolicy);
  if (room.kind === 'free') return { kind: 'written', prunedVersionId: null };
  if (room.kind === 'none') {
    return { kind: 'fault', reason: 'all stored versions are needed; none can make room' };
  }
  const { document, versionId } = policy.versions.find((v) => v.versionId === room.versionId)!;
  const saved = { policyArn: policy.arn, policyId: policy.id, versionId, document };
  await archive.saveVersion({ ...saved, deletedAt: clock.now() });
  await pruner.deletePolicyVersion(policy.arn, versionId);
  return { kind: 'written', prunedVersionId: versionId };
}

async function holdsLease({ store }: ApplyProposalDeps, { id, lease }: Proposal): Promise<boolean> {
  const stored = await store.findProposal(id);
  return stored?.state === 'applying' && stored.lease?.fence === lease?.fence;
}

async function conclude(
  { store, clock }: ApplyProposalDeps,
  proposal: Proposal,
  step: Exclude<Step, { readonly kind: 'again' }>,
): Promise<ApplyOutcome> {
  const at = clock.now();
  const by = proposal.lease?.holder ?? 'rolemender';
  const lost = { kind: 'busy', until: at } as const;
  switch (step.kind) {
    case 'lost':
      return lost;
    case 'done': {
      const move = {
        to: 'applied',
        at,
        by,
        detail: step.change.newVersionId ?? '',
        event: 'change-applied',
      } as const;
      const next = moveProposal(proposal, move, { change: step.change, lease: null });
      return (await store.save(next)) === 'saved' ? { kind: 'applied', proposal: next } : lost;
    }
    case 'stale': {
      const move = {
        to: 'superseded',
        at,
        by,
        detail: step.reason,
        event: 'proposal-stale',
      } as const;
      const next = moveProposal(proposal, move, { note: step.reason, lease: null });
      return (await store.save(next)) === 'saved' ? { kind: 'stale', proposal: next } : lost;
    }
    case 'fault': {
      const move = { to: 'failed', at, by, detail: step.reason, event: 'proposal-closed' } as const;
      const next = moveProposal(proposal, move, { note: step.reason, lease: null });
      return (await store.save(next)) === 'saved' ? { kind: 'failed', proposal: next } : lost;
    }
  }
}
