import type { DecisionRefusal } from '../domain/approval/decision-refusals.ts';
import { isSameDigest } from '../domain/proposal/proposal-digest.ts';
import type { Decision, Proposal } from '../domain/proposal/proposal.ts';
import { moveProposal } from '../domain/proposal/transitions.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';

export type DecisionCommand = {
  readonly proposalId: string;
  readonly verdict: 'approved' | 'rejected';
  /** The digest that the person saw, whole or a prefix of at least 12 characters. */
  readonly digest: string;
  readonly by: string;
  readonly reason: string | null;
};

export type DecisionOutcome =
  | { readonly kind: 'recorded'; readonly proposal: Proposal }
  | {
      readonly kind: 'refused';
      readonly code: DecisionRefusal;
      readonly proposal: Proposal | undefined;
    };

/** Records a person's decision about exactly one digest. Of any number of simultaneous decisions one is recorded. */
export function createRecordDecision(deps: {
  readonly store: AggregateStore;
  readonly clock: Clock;
}): (command: DecisionCommand) => Promise<DecisionOutcome> {
  return async (command) => {
    for (;;) {
      const proposal = await deps.store.findProposal(command.proposalId);
      const at = deps.clock.now();
      const code = refusalOf(proposal, command, at);
      if (proposal === undefined || code !== null) {
        return { kind: 'refused', code: code ?? 'not-found', proposal };
      }
      const next = decided(proposal, command, at);
      // A conflict means that somebody moved it between the read and the write: the next read tells who.
      if ((await deps.store.save(next)) === 'saved') return { kind: 'recorded', proposal: next };
    }
  };
}

function refusalOf(
  proposal: Proposal | undefined,
  { digest, verdict }: DecisionCommand,
  at: string,
): DecisionRefusal | null {
  if (proposal === undefined) return 'not-found';
  if (proposal.state === 'expired') return 'expired';
  if (proposal.state === 'superseded') return 'digest-differs';
  if (proposal.state !== 'offered') return 'already-decided';
  if (proposal.expiresAt <= at) return 'expired';
  if (!isSameDigest(digest, proposal.digest)) return 'digest-differs';
  // A proposal that an earlier release stored has no such member; applying judges it again.
  return verdict === 'approved' && proposal.applyRefusal ? 'apply-refused' : null;
}

function decided(
  proposal: Proposal,
  { verdict, by, reason }: DecisionCommand,
  at: string,
): Proposal {
  const decision: Decision = { verdict, by, at, digest: proposal.digest, reason };
  const event = verdict === 'approved' ? 'proposal-approved' : 'proposal-closed';
  return moveProposal(proposal, { to: verdict, at, by, detail: reason ?? '', event }, { decision });
}
