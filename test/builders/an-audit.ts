import type { AuditEntry } from '../../src/domain/audit/audit-entry.ts';
import { AUDIT_START, type AuditRecord, toAuditRecord } from '../../src/domain/audit/audit-row.ts';
import type { AuditLog } from '../../src/ports/audit-log.ts';

const AT = '2026-11-20T10:00:00.000Z';

/** An approval, unless the changes say otherwise. */
export function anAuditEntry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    key: 'p-3k9x2a-9f2c11ab#1',
    at: AT,
    actor: 'maria',
    event: 'proposal-approved',
    subject: 'p-3k9x2a-9f2c11ab',
    account: '111122223333',
    principalArn: 'arn:aws:iam::111122223333:role/orders',
    policy: 'arn:aws:iam::111122223333:policy/orders',
    digest: '9f2c11ab'.repeat(8),
    detail: 'naïve — 日本',
    versions: null,
    before: null,
    after: { Version: '2012-10-17', Statement: [] },
    ...changes,
  };
}

/** A sound chain of so many rows. */
export function aChain(length: number): readonly AuditRecord[] {
  const records: AuditRecord[] = [];
  for (let n = 1; n <= length; n++) {
    records.push(
      toAuditRecord(anAuditEntry({ key: `key-${n}` }), records.at(-1) ?? AUDIT_START, AT),
    );
  }
  return records;
}

/** An audit log in memory, open to the test. */
export function anAuditLog(): AuditLog & {
  readonly rows: AuditRecord[];
  readonly claims: Map<string, number>;
} {
  const rows: AuditRecord[] = [];
  const claims = new Map<string, number>();
  return {
    rows,
    claims,
    newest: async () => rows.at(-1),
    async *list(seq) {
      yield* rows.filter((row) => row.seq >= seq);
    },
    async append(record) {
      if (rows.some(({ seq }) => seq === record.seq)) return 'conflict';
      rows.push(record);
      return 'appended';
    },
    async claim(key, seq) {
      const first = claims.get(key);
      if (first === undefined) claims.set(key, seq);
      return { seq: first ?? seq, isFirst: first === undefined };
    },
    findClaim: async (key) => claims.get(key),
  };
}

/** Every stored row from `seq` on. */
export async function recordsOf(log: AuditLog, seq = 0): Promise<readonly AuditRecord[]> {
  const records: AuditRecord[] = [];
  for await (const record of log.list(seq)) records.push(record);
  return records;
}
