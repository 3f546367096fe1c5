import {
  createEventBridgeClient,
  createEventBridgePublisher,
} from '../../adapters/aws/eventbridge/event-publisher.ts';
import { createDynamodbPolicyLeases } from '../../adapters/aws/dynamodb/policy-leases.ts';
import { readEnvironment } from '../config/read-environment.ts';
import { type AccountPruning, createPrune, pruneAccounts } from '../retention.ts';
import { toRetentionText } from '../retention-text.ts';
import { openAccounts } from './open-accounts.ts';
import { type Environment, openEnvironment } from './open-environment.ts';
import { openTopic } from './open-messages.ts';
import { openAudit, openState } from './open-state.ts';

/** A run ends within the function's 15 minutes, and what is left is done the next night. */
const MOST_DELETIONS = 300;
const PAUSE_MILLISECONDS = 500;
const LEASE_MILLISECONDS = 60_000;

/** Cleans up old policy versions, or reports which would be: account after account. `holder` names this run. */
export async function composeRetentionDue(): Promise<(holder: string) => Promise<void>> {
  const environment = await openEnvironment();
  const { config, log } = environment;
  const openPrune = createOpenPrune(environment);
  const publish = openTopic(environment);
  const accounts = config.accounts.map(({ id }) => id);
  return async (holder) => {
    const prune = openPrune(holder);
    const results = await pruneAccounts(prune, accounts, config.retention, MOST_DELETIONS);
    for (const result of results) log.info('versions looked at', toFields(result));
    const failed = results.filter(({ kind }) => kind === 'failed').length;
    log.count({ VersionsPruned: countPruned(results), AccountsUnreachable: failed });
    if (failed === 0 && !results.some(hasOldVersions)) return;
    await publish({ subject: '[rolemender] policy versions', text: toRetentionText(results) });
  };
}

function createOpenPrune(
  environment: Environment,
): (holder: string) => ReturnType<typeof createPrune> {
  const { region, clock } = environment;
  const { store, archive, table } = openState(environment);
  const { reader: accounts, pruner } = openAccounts(environment);
  const { EVENT_BUS_NAME } = readEnvironment('EVENT_BUS_NAME');
  const client = createEventBridgeClient({ region });
  return (holder) =>
    createPrune({
      store,
      archive,
      accounts,
      pruner,
      clock,
      audit: openAudit(environment),
      leases: createDynamodbPolicyLeases({ table }),
      publisher: createEventBridgePublisher({ client, busName: EVENT_BUS_NAME, clock }),
      rules: {
        holder,
        leaseMilliseconds: LEASE_MILLISECONDS,
        pauseMilliseconds: PAUSE_MILLISECONDS,
      },
    });
}

function toFields(result: AccountPruning): Readonly<Record<string, string | number>> {
  const { account, kind } = result;
  return kind === 'done' ? { account, policies: result.report.policies.length } : { account, kind };
}

function hasOldVersions(result: AccountPruning): boolean {
  return outcomesOf(result).some((outcome) => outcome === 'pruned' || outcome === 'would-prune');
}

function countPruned(results: readonly AccountPruning[]): number {
  return results.flatMap(outcomesOf).filter((outcome) => outcome === 'pruned').length;
}

function outcomesOf(result: AccountPruning): readonly string[] {
  const policies = result.kind === 'done' ? result.report.policies : [];
  const versions = policies.flatMap((policy) => (policy.kind === 'skipped' ? [] : policy.versions));
  return versions.map(({ outcome }) => outcome);
}
