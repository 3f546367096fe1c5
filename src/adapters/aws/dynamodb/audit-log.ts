import type { AuditRecord } from '../../../domain/audit/audit-row.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { digestOf } from '../../../kernel/digest.ts';
import type { AuditLog } from '../../../ports/audit-log.ts';
import type { Item, Key, Table } from './table.ts';

/** The partition of the rows; claims have one each, of another length. */
const CHAIN = 'chain';
const DIGITS = 12;
const PLACE = /^\d{12}$/;

/**
 * The `AuditLog` on a table of its own with the keys `pk` and `sk`. It puts items that do not exist and
 * reads, and needs no other permission: `dynamodb:UpdateItem` and `DeleteItem` are denied to whoever runs it.
 */
export function createDynamodbAuditLog(deps: { readonly table: Table }): AuditLog {
  const { table } = deps;
  return {
    async newest() {
      for await (const item of table.query(CHAIN, { last: 1 })) return toNewest(item);
      return undefined;
    },
    async *list(seq) {
      for await (const item of table.query(CHAIN, { from: toPlace(seq) })) yield toRecord(item);
    },
    async append({ seq, body, hash }) {
      const written = await putNew(table, { pk: CHAIN, sk: toPlace(seq) }, { body, hash });
      return written === 'written' ? 'appended' : 'conflict';
    },
    async claim(key, seq) {
      const written = await putNew(table, toClaimKey(key), { behind: seq });
      if (written === 'written') return { seq, isFirst: true };
      const item = await table.get(toClaimKey(key));
      return { seq: toClaimedSeq(item, key), isFirst: false };
    },
    async findClaim(key) {
      const item = await table.get(toClaimKey(key));
      return item === undefined ? undefined : toClaimedSeq(item, key);
    },
  };
}

function putNew(table: Table, key: Key, attributes: Item): ReturnType<Table['put']> {
  const Item = { ...key, ...attributes };
  return table.put({ Item, ConditionExpression: 'attribute_not_exists(pk)' });
}

// Zeros in front, so that the order of the texts is that of the numbers.
function toPlace(seq: number): string {
  return String(seq).padStart(DIGITS, '0');
}

function toClaimKey(key: string): Key {
  return { pk: `claim-${digestOf(key)}`, sk: 'claim' };
}

function toClaimedSeq(item: Item | undefined, key: string): number {
  const seq = item?.['behind'];
  if (Number.isSafeInteger(seq)) return seq as number;
  throw new AppError('invalid-data', `the claim of the audit entry ${key} is unreadable`);
}

function toNewest(item: Item): AuditRecord {
  const record = toRecord(item);
  if (Number.isNaN(record.seq)) {
    throw new AppError('invalid-data', 'the audit table holds a row without a number at its end');
  }
  return record;
}

function toRecord(item: Item): AuditRecord {
  const { sk, body, hash } = item;
  return {
    seq: typeof sk === 'string' && PLACE.test(sk) ? Number(sk) : NaN,
    body: typeof body === 'string' ? body : '',
    hash: typeof hash === 'string' ? hash : '',
  };
}
