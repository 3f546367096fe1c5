import { randomUUID } from 'node:crypto';
import { createDynamodbPolicyLeases } from '../../adapters/aws/dynamodb/policy-leases.ts';
import {
  createEventBridgeClient,
  createEventBridgePublisher,
} from '../../adapters/aws/eventbridge/event-publisher.ts';
import { readEnvironment } from '../config/read-environment.ts';
import { type AccountPruning, createPrune, pruneAccounts } from '../retention.ts';
import { toRetentionText } from '../retention-text.ts';
import { openAccounts } from './open-accounts.ts';
import { openEnvironment } from './open-environment.ts';
import { openAudit, openState } from './open-state.ts';

/** Longer than one policy takes, with every call at the end of its patience. */
const LEASE_MILLISECONDS = 120_000;
/** Two deletions a second at most, which leaves room for the applier. */
const PAUSE_MILLISECONDS = 500;
/** So many fit into the function's fifteen minutes; the next night goes on. */
const MOST_DELETIONS = 500;

/** Reports old policy versions of every account and, where the configuration says so, deletes them. */
export async function composeRetentionDue(): Promise<() => Promise<void>> {
  const environment = await openEnvironment();
  const { clock, config, log, region } = environment;
  const { EVENT_BUS_NAME } = readEnvironment('EVENT_BUS_NAME');
  const { store, archive, table } = openState(environment);
  const audit = openAudit(environment);
  const { reader, pruner } = openAccounts(environment);
  const client = createEventBridgeClient({ region });
  const publisher = createEventBridgePublisher({ client, busName: EVENT_BUS_NAME, clock });
  const leases = createDynamodbPolicyLeases({ table });
  const parts = { store, archive, audit, leases, accounts: reader, pruner, publisher, clock };
  return async () => {
    const holder = `retention ${randomUUID()}`;
    const rules = {
      holder,
      leaseMilliseconds: LEASE_MILLISECONDS,
      pauseMilliseconds: PAUSE_MILLISECONDS,
    };
    const prune = createPrune({ ...parts, rules });
    const accounts = config.accounts.map(({ id }) => id);
    const results = await pruneAccounts(prune, accounts, config.retention, MOST_DELETIONS);
    log.info('policy versions', { report: toRetentionText(results) });
    log.count({
      AccountsUnreachable: results.filter(({ kind }) => kind === 'failed').length,
      VersionsPruned: countPruned(results),
    });
  };
}

function countPruned(results: readonly AccountPruning[]): number {
  return results
    .flatMap((result) => (result.kind === 'done' ? result.report.policies : []))
    .flatMap((policy) => (policy.kind === 'planned' ? policy.versions : []))
    .filter(({ outcome }) => outcome === 'pruned').length;
}
