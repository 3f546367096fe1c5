import { checkBase } from '../domain/change/base-check.ts';
import { checkGuardrails } from '../domain/change/guardrail-check.ts';
import { digestOfProposal } from '../domain/proposal/proposal-digest.ts';
import type { Change, Proposal } from '../domain/proposal/proposal.ts';
import { moveProposal } from '../domain/proposal/transitions.ts';
import { isAppError } from '../kernel/app-error.ts';
import {
  type NotWritten,
  writeTarget,
  type WriteTargetDeps,
} from './apply-proposal/write-target.ts';

export type ApplyProposalDeps = WriteTargetDeps & {
  readonly rules: {
    /** How long a worker may be silent before another takes over. */
    readonly leaseMilliseconds: number;
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

type Step = { readonly kind: 'done'; readonly change: Change } | NotWritten;

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
      if (step.kind === 'again') return { kind: 'retry-later', reason: step.reason };
      return await conclude(deps, taken.proposal, step);
    } catch (error) {
      if (!isAppError(error)) throw error;
      if (error.retryable) return { kind: 'retry-later', reason: error.message };
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
