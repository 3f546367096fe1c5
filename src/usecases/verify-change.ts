import { checkBase } from '../domain/change/base-check.ts';
import {
  judgeVerification,
  type Testimony,
  type VerificationRules,
} from '../domain/change/judge-verification.ts';
import { findNewDenials } from '../domain/change/new-denials.ts';
import type { Finding } from '../domain/finding/finding.ts';
import { evaluateRequest } from '../domain/policy/evaluate.ts';
import { toPolicySet } from '../domain/policy/to-policy-set.ts';
import type { Proposal, Verification } from '../domain/proposal/proposal.ts';
import { amendProposal, moveProposal } from '../domain/proposal/transitions.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { AccountReader } from '../ports/account-reader.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { PolicySimulator } from '../ports/policy-simulator.ts';

export type VerifyChangeDeps = {
  readonly store: AggregateStore;
  readonly accounts: AccountReader;
  /** Null where there is none to ask, as on a snapshot. */
  readonly simulator: PolicySimulator | null;
  readonly clock: Clock;
  readonly rules: VerificationRules;
};

export type VerifyOutcome =
  | { readonly kind: 'done'; readonly proposal: Proposal }
  /** Nothing was stored: whoever called calls again after this time. */
  | { readonly kind: 'again'; readonly afterSeconds: number }
  | { readonly kind: 'nothing-to-do' };

/**
 * One look at an applied change: reads the account again, evaluates every denied request, asks IAM's
 * simulator, and looks for new denials. Either the verification ends, or the outcome says when to look
 * again; nothing but the time of the change is remembered in between, so any worker may take the next look.
 */
export function createVerifyChange(
  deps: VerifyChangeDeps,
): (proposalId: string) => Promise<VerifyOutcome> {
  return async (proposalId) => {
    for (;;) {
      const proposal = await deps.store.findProposal(proposalId);
      if (proposal?.state !== 'applied' || proposal.verification !== null) {
        return { kind: 'nothing-to-do' };
      }
      const step = judgeVerification(await hearWitnesses(deps, proposal), deps.rules);
      if (step.kind === 'again') return step;
      const next = withVerification(proposal, { ...step.verification, at: deps.clock.now() });
      if ((await deps.store.save(next)) === 'saved') return { kind: 'done', proposal: next };
    }
  };
}

async function hearWitnesses(deps: VerifyChangeDeps, proposal: Proposal): Promise<Testimony> {
  const { accounts, clock, rules } = deps;
  const principal = await accounts.findPrincipal(proposal.principalArn);
  const appliedAt = Date.parse(proposal.change?.at ?? clock.now());
  const elapsedSeconds = Math.max(0, (Date.parse(clock.now()) - appliedAt) / 1_000);
  const holdsChange =
    principal !== undefined && checkBase(proposal, principal).kind === 'already-applied';
  const policies = principal && toPolicySet(principal);
  // What is denied while IAM still spreads the change says nothing about it.
  const settledAt = new Date(appliedAt + rules.settleSeconds * 1_000).toISOString();
  return {
    elapsedSeconds,
    holdsChange,
    evaluations: policies
      ? proposal.requests.map((request) => evaluateRequest(request, policies))
      : [],
    simulations: holdsChange ? await askSimulator(deps, proposal) : { silentBecause: '' },
    newDenials:
      rules.watchSeconds > 0
        ? findNewDenials(proposal, await findingsOf(deps.store, proposal), settledAt)
        : { kind: 'none' },
  };
}

// One witness that does not answer must not keep the others from being heard.
async function askSimulator(
  { simulator }: VerifyChangeDeps,
  { principalArn, requests }: Proposal,
): Promise<Testimony['simulations']> {
  if (simulator === null) return { silentBecause: '' };
  try {
    return await simulator.simulate(principalArn, requests);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { silentBecause: error.message };
  }
}

// A finding may be filed under the role without its path; the proposal names it by id.
async function findingsOf(
  store: AggregateStore,
  { principalArn, findingIds }: Proposal,
): Promise<readonly Finding[]> {
  const { findings } = await store.listOfPrincipal(principalArn);
  const known = new Set(findings.map(({ id }) => id));
  const others = findingIds.filter((id) => !known.has(id)).map((id) => store.findFinding(id));
  return [...findings, ...(await Promise.all(others)).filter((found) => found !== undefined)];
}

function withVerification(proposal: Proposal, verification: Verification): Proposal {
  const { at, detail, kind } = verification;
  const common = { at, by: 'rolemender', detail, event: 'change-verified' } as const;
  if (kind === 'inconclusive') return amendProposal(proposal, common, { verification });
  const to = kind === 'effective' ? 'verified' : 'verify-failed';
  return moveProposal(proposal, { ...common, to }, { verification });
}
