import { checkBase } from '../domain/change/base-check.ts';
import { evaluateRequest } from '../domain/policy/evaluate.ts';
import type { Evaluation } from '../domain/policy/evaluation.ts';
import { toPolicySet } from '../domain/policy/to-policy-set.ts';
import type { Proposal, Verification } from '../domain/proposal/proposal.ts';
import { amendProposal, moveProposal } from '../domain/proposal/transitions.ts';
import type { AccountReader } from '../ports/account-reader.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';

/**
 * Reads the account again and evaluates every denied request of an applied proposal: effective when
 * all are allowed, ineffective when one is still denied, inconclusive when a condition key that
 * nobody told us decides. Answers undefined when there is nothing to verify.
 */
export function createVerifyChange(deps: {
  readonly store: AggregateStore;
  readonly accounts: AccountReader;
  readonly clock: Clock;
}): (proposalId: string) => Promise<Proposal | undefined> {
  return async (proposalId) => {
    for (;;) {
      const proposal = await deps.store.findProposal(proposalId);
      if (proposal?.state !== 'applied' || proposal.verification !== null) return undefined;
      const verification = await verify(proposal, deps.accounts, deps.clock.now());
      const next = withVerification(proposal, verification);
      if ((await deps.store.save(next)) === 'saved') return next;
    }
  };
}

async function verify(
  proposal: Proposal,
  accounts: AccountReader,
  at: string,
): Promise<Verification> {
  const principal = await accounts.findPrincipal(proposal.principalArn);
  if (principal === undefined || checkBase(proposal, principal).kind !== 'already-applied') {
    const detail = 'the policy does not hold the change any more';
    return { kind: 'ineffective', at, witnesses: ['read-back'], detail };
  }
  const policies = toPolicySet(principal);
  const verdicts = proposal.requests.map((request) => evaluateRequest(request, policies));
  return { ...judge(verdicts), at, witnesses: ['read-back', 'evaluator'] };
}

function judge(verdicts: readonly Evaluation[]): Pick<Verification, 'kind' | 'detail'> {
  const denied = verdicts.find(({ decision }) => decision.endsWith('deny'));
  if (denied) {
    return { kind: 'ineffective', detail: `still denied by the ${denied.blockedBy.join(' and ')}` };
  }
  const unsure = verdicts.find(({ decision }) => decision === 'cannot-tell');
  if (unsure) {
    const keys = unsure.missingContext.join(', ');
    return { kind: 'inconclusive', detail: `it depends on ${keys}, which the denial did not tell` };
  }
  return { kind: 'effective', detail: 'every denied request is allowed now' };
}

function withVerification(proposal: Proposal, verification: Verification): Proposal {
  const { at, detail, kind } = verification;
  const common = { at, by: 'rolemender', detail, event: 'change-verified' } as const;
  if (kind === 'inconclusive') return amendProposal(proposal, common, { verification });
  const to = kind === 'effective' ? 'verified' : 'verify-failed';
  return moveProposal(proposal, { ...common, to }, { verification });
}
