import { type ApplyProposalDeps, createApplyProposal } from '../../usecases/apply-proposal.ts';
import { createRollBackChange } from '../../usecases/roll-back-change.ts';
import type { RecordedWork } from './recorded-work.ts';
import type { AccountParts } from './work-parts.ts';

export type AccountDeps = ApplyProposalDeps & {
  readonly recorded: RecordedWork;
  /** Names this worker in leases and histories. */
  readonly holder: string;
};

/** The use cases that write IAM, in AWS and in local mode. */
export function createAccountParts(deps: AccountDeps): AccountParts {
  const { store, recorded, holder } = deps;
  const applyProposal = createApplyProposal(deps);
  return {
    store,
    handlers: {
      applyProposal: (proposalId) => applyProposal({ proposalId, holder }),
      rollBackChange: createRollBackChange(deps),
      ...recorded,
    },
  };
}
