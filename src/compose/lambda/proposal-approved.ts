import { writeScopeOf } from '../../domain/change/write-scope.ts';
import { isAccountWork } from '../../domain/proposal/account-work.ts';
import type { Proposal, ProposalState } from '../../domain/proposal/proposal.ts';
import type { Log, MetricName } from '../../ports/log.ts';
import { changeAccount } from '../work/change-account.ts';
import { createAccountParts } from '../work/create-account-parts.ts';
import { createRecordedWork } from '../work/recorded-work.ts';
import type { AccountParts } from '../work/work-parts.ts';
import {
  type ChangedAggregate,
  type StreamAnswer,
  type StreamRecord,
  toChangedAggregates,
  toStreamAnswer,
} from './changed-aggregates.ts';
import { openAccounts } from './open-accounts.ts';
import { type Environment, openEnvironment } from './open-environment.ts';
import { openAudit, openState, type State } from './open-state.ts';
import { toApplyMode } from './to-apply-mode.ts';

/** Longer than the function may run, so that a lease ends only when its holder is gone. */
const LEASE_MILLISECONDS = 150_000;

/** Applies what was approved and takes back what was ordered: the only function that writes IAM. `holder` names this call. */
export async function composeProposalApproved(): Promise<
  (records: readonly StreamRecord[], holder: string) => Promise<StreamAnswer>
> {
  const environment = await openEnvironment();
  const state = openState(environment);
  const { store } = state;
  const openParts = openAccountParts(environment, state);
  const { log } = environment;
  return async (records, holder) => {
    const changed = toChangedAggregates(records);
    const carryOut = async ({ id }: ChangedAggregate): Promise<boolean> => {
      try {
        const proposal = await store.findProposal(id);
        if (!proposal?.outbox.some(isAccountWork)) return true;
        const isDone = await changeAccountOf(openParts(proposal, holder), proposal);
        log.count(isDone ? metricsOf(await store.findProposal(id)) : { ChangesWaiting: 1 });
        return isDone;
      } catch (error) {
        log.error('work comes again', error, { id });
        return false;
      }
    };
    const done = await Promise.all(changed.map(carryOut));
    return toStreamAnswer(changed.filter((_one, at) => !done[at]));
  };
}

// False when something has to wait: the stream brings it again.
async function changeAccountOf(parts: AccountParts, proposal: Proposal): Promise<boolean> {
  for (const entry of proposal.outbox) {
    if (!isAccountWork(entry)) continue;
    const { kind } = await changeAccount(parts, proposal, entry);
    if (kind === 'wait') return false;
  }
  return true;
}

const METRIC_OF: Readonly<Partial<Record<ProposalState, MetricName>>> = {
  applied: 'ChangesApplied',
  failed: 'ChangesFailed',
  'rolled-back': 'ChangesRolledBack',
};

function metricsOf(proposal: Proposal | undefined): Parameters<Log['count']>[0] {
  const name = proposal && METRIC_OF[proposal.state];
  return name === undefined ? {} : { [name]: 1 };
}

function openAccountParts(
  environment: Environment,
  { store, archive }: State,
): (proposal: Proposal, holder: string) => AccountParts {
  const { clock, config } = environment;
  const { reader, writerFor } = openAccounts(environment);
  const recorded = createRecordedWork({ store, clock, audit: openAudit(environment) });
  const applyMode = toApplyMode(config);
  const rules = {
    leaseMilliseconds: LEASE_MILLISECONDS,
    pauseMilliseconds: config.timing.pauseSeconds * 1000,
  };
  return (proposal, holder) => {
    // One session a proposal, which reaches its role and its policy and nothing else.
    const writer = writerFor(writeScopeOf(proposal));
    const accounts = { accounts: reader, writer, pruner: writer };
    return createAccountParts({
      store,
      archive,
      clock,
      recorded,
      holder,
      applyMode,
      rules,
      ...accounts,
    });
  };
}
