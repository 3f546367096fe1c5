import { APPLY_REFUSALS } from '../domain/change/apply-refusals.ts';
import { checkBase } from '../domain/change/base-check.ts';
import { checkGuardrails } from '../domain/change/guardrail-check.ts';
import type { ManagedPolicy, PrincipalPolicies } from '../domain/policy/principal-policies.ts';
import { digestOfProposal } from '../domain/proposal/proposal-digest.ts';
import type { Change, Proposal } from '../domain/proposal/proposal.ts';
import { amendProposal, moveProposal } from '../domain/proposal/transitions.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { ApplyProposalDeps, Step, Written } from './apply-proposal/parts.ts';
import { writeTarget } from './apply-proposal/write-target.ts';

export type { ApplyProposalDeps };

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

/** What people are told while IAM is busy. */
const WAITING_FOR_IAM = 'waiting for IAM';

/**
 * Carries out an approved proposal, at most once however many workers try and wherever one of them
 * dies: the lease's fence orders the workers, and the target document is the idempotency key, since
 * IAM offers no client token. Re-reads everything first; a target that changed makes it stale.
 */
export function createApplyProposal(
  deps: ApplyProposalDeps,
): (command: { readonly proposalId: string; readonly holder: string }) => Promise<ApplyOutcome> {
  checkRules(deps.rules);
  return async ({ proposalId, holder }) => {
    const taken = await takeLease(deps, proposalId, holder);
    if (taken.kind !== 'taken') return taken;
    try {
      const step = await carryOut(deps, taken.proposal);
      if (step.kind === 'again') return await giveUp(deps, taken.proposal, step.reason);
      return await conclude(deps, taken.proposal, step);
    } catch (error) {
      if (!isAppError(error)) throw error;
      if (error.retryable) return giveUp(deps, taken.proposal, error.message);
      return conclude(deps, taken.proposal, { kind: 'fault', reason: error.message });
    }
  };
}

// What IAM takes to answer around the pause; a lease that ends during it would let a second worker in every time.
const LEAST_MARGIN_MILLISECONDS = 1000;

function checkRules({ leaseMilliseconds, pauseMilliseconds }: ApplyProposalDeps['rules']): void {
  if (leaseMilliseconds >= pauseMilliseconds + LEAST_MARGIN_MILLISECONDS) return;
  throw new Error(
    `a lease of ${leaseMilliseconds} ms is too short for a pause of ${pauseMilliseconds} ms: it must be longer by ${LEAST_MARGIN_MILLISECONDS} ms`,
  );
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

// Whoever continues need not wait for the lease to end; people hear of it once.
async function giveUp(
  { store, clock }: ApplyProposalDeps,
  proposal: Proposal,
  reason: string,
): Promise<ApplyOutcome> {
  const at = clock.now();
  const lease = proposal.lease && { ...proposal.lease, expiresAt: at };
  const isKnown = proposal.note === WAITING_FOR_IAM;
  const row = { at, by: 'rolemender', detail: reason, event: 'apply-delayed' } as const;
  const next = isKnown
    ? { ...proposal, version: proposal.version + 1, lease }
    : amendProposal(proposal, row, { lease, note: WAITING_FOR_IAM });
  try {
    await store.save(next);
  } catch (error) {
    // The lease ends by itself.
    if (!isAppError(error)) throw error;
  }
  return { kind: 'retry-later', reason };
}

async function carryOut(deps: ApplyProposalDeps, proposal: Proposal): Promise<Step> {
  const fault = integrityFault(proposal);
  if (fault !== null) return { kind: 'fault', reason: fault };
  const principal = await deps.accounts.findPrincipal(proposal.principalArn);
  const base = checkBase(proposal, principal);
  if (base.kind === 'stale') return base;
  // What stands already in the account is not undone here: a person takes it back.
  if (base.kind === 'already-applied') return toChange(deps, proposal, principal, null);
  const refusal = applyFault(deps, proposal) ?? checkGuardrails(proposal, principal);
  if (refusal !== null) return { kind: 'fault', reason: refusal };
  const written = await writeTarget(deps, proposal, proposal.target);
  return written.kind === 'written' ? readBack(deps, proposal, written) : written;
}

/** IAM may answer with what was before for some seconds; how long each of these looks waits. */
const READ_BACK_MILLISECONDS = [0, 1_000, 2_000, 4_000, 8_000];

async function readBack(
  deps: ApplyProposalDeps,
  proposal: Proposal,
  written: Written,
): Promise<Step> {
  for (const pause of READ_BACK_MILLISECONDS) {
    if (pause > 0) await deps.clock.sleep(pause);
    const after = await deps.accounts.findPrincipal(proposal.principalArn);
    const check = checkBase(proposal, after);
    if (check.kind === 'already-applied') return toChange(deps, proposal, after, written);
    if (check.kind === 'stale') {
      const reason = `what IAM answers after the change is not what was written: ${check.reason}`;
      return { kind: 'fault', reason };
    }
  }
  return { kind: 'again', reason: 'IAM does not show the change yet' };
}

function toChange(
  { clock }: ApplyProposalDeps,
  { target }: Proposal,
  principal: PrincipalPolicies | undefined,
  written: Written | null,
): Step {
  const isManaged = target.kind === 'managed';
  const policy = isManaged && principal?.managed.find(({ arn }) => arn === target.policyArn);
  const change: Change = {
    at: clock.now(),
    newVersionId: policy ? policy.defaultVersionId : target.kind === 'new-managed' ? 'v1' : null,
    previousVersionId: isManaged ? target.baseVersionId : null,
    prunedVersionId: written?.prunedVersionId ?? null,
  };
  const note = policy ? strangersNote(policy, written) : null;
  return { kind: 'done', change, note };
}

// IAM has no way to set a default version only where nobody else did: what came between is found afterwards.
function strangersNote(
  { versions, defaultVersionId }: ManagedPolicy,
  written: Written | null,
): string | null {
  const known = written?.versionIds;
  if (known === undefined) return null;
  const strangers = versions
    .map(({ versionId }) => versionId)
    .filter((id) => id !== defaultVersionId && !known.includes(id));
  return strangers.length === 0
    ? null
    : `somebody else created ${strangers.join(', ')} at the same moment, which is not the default: compare it`;
}

function applyFault({ applyMode }: ApplyProposalDeps, proposal: Proposal): string | null {
  const mode = applyMode(proposal);
  return mode.kind === 'direct' ? null : APPLY_REFUSALS[mode.code];
}

function integrityFault(proposal: Proposal): string | null {
  const { digest, decision } = proposal;
  if (digestOfProposal(proposal) !== digest)
    return 'the stored proposal is not what its digest says';
  return decision?.digest === digest ? null : 'the approval was given to another digest';
}

async function conclude(
  { store, clock }: ApplyProposalDeps,
  proposal: Proposal,
  step: Exclude<Step, { readonly kind: 'again' }>,
): Promise<ApplyOutcome> {
  const lost = { kind: 'busy', until: clock.now() } as const;
  if (step.kind === 'lost') return lost;
  const { kind, proposal: next } = concluded(proposal, step, clock.now());
  return (await store.save(next)) === 'saved' ? { kind, proposal: next } : lost;
}

function concluded(
  proposal: Proposal,
  step: Extract<Step, { readonly kind: 'done' | 'stale' | 'fault' }>,
  at: string,
): Extract<ApplyOutcome, { readonly proposal: Proposal }> {
  const by = proposal.lease?.holder ?? 'rolemender';
  if (step.kind === 'done') {
    const { change, note } = step;
    const detail = change.newVersionId ?? '';
    const move = { to: 'applied', at, by, detail, event: 'change-applied' } as const;
    return {
      kind: 'applied',
      proposal: moveProposal(proposal, move, { change, note, lease: null }),
    };
  }
  const row = { at, by, detail: step.reason };
  const changes = { note: step.reason, lease: null };
  if (step.kind === 'stale') {
    const move = { ...row, to: 'superseded', event: 'proposal-stale' } as const;
    return { kind: 'stale', proposal: moveProposal(proposal, move, changes) };
  }
  const move = { ...row, to: 'failed', event: 'proposal-closed' } as const;
  return { kind: 'failed', proposal: moveProposal(proposal, move, changes) };
}
