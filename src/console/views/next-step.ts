import type { Proposal } from '../../domain/proposal/proposal.ts';

/** What a person does next about a proposal, in one sentence; null where nothing is left to do. */
export function nextStepOf({ state, verification, rollback }: Proposal): string | null {
  if (rollback !== null && rollback.doneAt === null) return 'load this page again in a moment.';
  switch (state) {
    case 'approved':
    case 'applying':
      return 'load this page again in a moment.';
    case 'applied':
      return verification === null
        ? 'load this page again in a moment.'
        : 'let the workload try again. If it is denied again, roll the change back.';
    case 'verify-failed':
      return 'the change stands and does not help. Roll it back, then look at what still denies it.';
    case 'failed':
      return 'mend what the reason names. The next denial brings a new proposal.';
    case 'superseded':
      return 'decide about the newest proposal of this finding. If there is none, the next denial brings one.';
    case 'expired':
      return 'the next denial brings a new proposal.';
    case 'rolled-back':
      return 'the account is as it was before the change. The next denial brings a new proposal.';
    case 'rejected':
      return 'further denials are counted and bring no new proposal.';
    case 'offered':
    case 'verified':
      return null;
  }
}
