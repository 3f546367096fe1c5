import { type ApprovalRules, STRICT_RULES } from '../domain/approval/approvals.ts';
import {
  type DecisionCommand,
  type DecisionOutcome,
  decideProposal,
} from '../domain/approval/decide-proposal.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';

export type { DecisionCommand, DecisionOutcome };

/**
 * Records a person's decision about exactly one digest. Of any number of simultaneous decisions one is
 * recorded; where two people must approve, the first one's approval is kept and the offer stands.
 */
export function createRecordDecision(deps: {
  readonly store: AggregateStore;
  readonly clock: Clock;
  readonly rules?: ApprovalRules;
}): (command: DecisionCommand) => Promise<DecisionOutcome> {
  const { store, clock, rules = STRICT_RULES } = deps;
  return async (command) => {
    for (;;) {
      const proposal = await store.findProposal(command.proposalId);
      const outcome = decideProposal(proposal, command, clock.now(), rules);
      if (outcome.kind === 'refused') return outcome;
      // A conflict means that somebody moved it between the read and the write: the next read tells who.
      if ((await store.save(outcome.proposal)) === 'saved') return outcome;
    }
  };
}
