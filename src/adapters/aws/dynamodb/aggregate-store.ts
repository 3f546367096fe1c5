import { randomUUID } from 'node:crypto';
import type { Finding } from '../../../domain/finding/finding.ts';
import { partitionOf } from '../../../domain/finding/ids.ts';
import type { Proposal } from '../../../domain/proposal/proposal.ts';
import { type AppError, isAppError } from '../../../kernel/app-error.ts';
import type { AggregateStore } from '../../../ports/aggregate-store.ts';
import { parseAggregateItem, toAggregateKey, toAttributes, toKey } from './aggregate-item.ts';
import { hasToken, toSaveExpression } from './save-expression.ts';
import type { Item, Table } from './table.ts';

/** The `AggregateStore` on a DynamoDB table with the keys `pk` (partition) and `sk` (id), both strings. */
export function createDynamodbAggregateStore(deps: { table: Table }): AggregateStore {
  const { table } = deps;
  const find = (id: string) => findAggregate(table, id);
  return {
    async findFinding(id) {
      const found = await find(id);
      return found?.kind === 'finding' ? found : undefined;
    },
    async findProposal(id) {
      const found = await find(id);
      return found?.kind === 'proposal' ? found : undefined;
    },
    listOfPrincipal: (principalArn) => listOfPrincipal(table, principalArn),
    listAll: (onUnreadable) => listAll(table, onUnreadable),
    save: (next) => save(table, next),
  };
}

async function findAggregate(table: Table, id: string): Promise<Finding | Proposal | undefined> {
  const key = toKey(id);
  if (key === undefined) return undefined;
  const item = await table.get(key);
  return item === undefined ? undefined : parseAggregateItem(item);
}

async function listOfPrincipal(
  table: Table,
  principalArn: string,
): Promise<{ findings: Finding[]; proposals: Proposal[] }> {
  const findings: Finding[] = [];
  const proposals: Proposal[] = [];
  for await (const item of table.query(partitionOf(principalArn))) {
    const aggregate = parseAggregateItem(item);
    // A partition is a short hash, which two principals may share.
    if (aggregate.principalArn !== principalArn) continue;
    if (aggregate.kind === 'finding') findings.push(aggregate);
    else proposals.push(aggregate);
  }
  return { findings, proposals };
}

async function* listAll(
  table: Table,
  onUnreadable?: (fault: AppError) => void,
): AsyncIterable<Finding | Proposal> {
  for await (const item of table.scan()) {
    const aggregate = isAggregate(item) ? parse(item, onUnreadable) : null;
    if (aggregate !== null) yield aggregate;
  }
}

function parse(item: Item, onUnreadable?: (fault: AppError) => void): Finding | Proposal | null {
  try {
    return parseAggregateItem(item);
  } catch (error) {
    if (onUnreadable === undefined || !isAppError(error, 'invalid-data')) throw error;
    onUnreadable(error);
    return null;
  }
}

// The table also keeps archived versions, messages, seen requests: their sort keys are no ids of ours.
function isAggregate({ sk }: Item): boolean {
  return typeof sk === 'string' && toKey(sk) !== undefined;
}

async function save(table: Table, next: Finding | Proposal): Promise<'saved' | 'conflict'> {
  if (!Number.isSafeInteger(next.version) || next.version < 1) {
    throw new Error(`${next.id}: versions count from 1, not ${next.version}`);
  }
  const key = toAggregateKey(next);
  const token = randomUUID();
  const written = await table.update(toSaveExpression(key, toAttributes(next), token));
  if (written === 'written') return 'saved';
  // The answer to a first attempt may have been lost, and the retry then met our own write.
  const stored = await table.get(key);
  return stored !== undefined && hasToken(stored, token) ? 'saved' : 'conflict';
}
