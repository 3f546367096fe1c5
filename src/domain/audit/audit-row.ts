import { canonicalJson } from '../../kernel/canonical-json.ts';
import { digestOf } from '../../kernel/digest.ts';
import type { AuditEntry } from './audit-entry.ts';

/** Grows when an older release could not read the row; a new member is no such change. */
export const AUDIT_SCHEMA = 1;

/** An entry in its place: `seq` counts from 1, `previous` is the hash of the row before it. */
export type AuditRow = AuditEntry & {
  readonly schema: number;
  readonly seq: number;
  readonly previous: string;
  /** When the row was appended (ISO 8601 UTC); never before `at` but for skew of clocks. */
  readonly recordedAt: string;
};

/** A row as it is stored: `body` is its canonical JSON, `hash` the SHA-256 of the body in hexadecimal. */
export type AuditRecord = { readonly seq: number; readonly body: string; readonly hash: string };

/** Where the chain ends: the newest row. */
export type AuditHead = { readonly seq: number; readonly hash: string };

/** What the first row follows. */
export const AUDIT_START: AuditHead = { seq: 0, hash: '0'.repeat(64) };

/** Puts an entry behind the newest row. */
export function toAuditRecord(entry: AuditEntry, head: AuditHead, recordedAt: string): AuditRecord {
  const row: AuditRow = {
    ...entry,
    schema: AUDIT_SCHEMA,
    seq: head.seq + 1,
    previous: head.hash,
    recordedAt,
  };
  return { seq: row.seq, body: canonicalJson(row), hash: digestOf(row) };
}

export type ReadAuditRecord =
  | { readonly kind: 'row'; readonly row: AuditRow }
  | { readonly kind: 'fault'; readonly fault: 'edited' | 'unreadable' };

const TEXTS = ['key', 'at', 'actor', 'event', 'subject', 'detail', 'previous', 'recordedAt'];

/** The row of a stored record, or what is wrong with it by itself: any changed byte is `edited` or `unreadable`. */
export function readAuditRecord({ body, hash, seq }: AuditRecord): ReadAuditRecord {
  const value = parseObject(body);
  // The hash is over the canonical form, so a body in any other form has been touched.
  if (value === undefined || canonicalJson(value) !== body) {
    return { kind: 'fault', fault: 'unreadable' };
  }
  if (digestOf(value) !== hash || value['seq'] !== seq) return { kind: 'fault', fault: 'edited' };
  const isWhole = TEXTS.every((name) => typeof value[name] === 'string');
  if (!isWhole || typeof value['schema'] !== 'number' || value['schema'] > AUDIT_SCHEMA) {
    return { kind: 'fault', fault: 'unreadable' };
  }
  return { kind: 'row', row: value as AuditRow };
}

function parseObject(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
