import type { AuditRecord } from '../domain/audit/audit-row.ts';

/**
 * The stored history of decisions and changes: rows can be added and read, and nothing else. What is
 * listed is as it was stored, unchecked. IO faults throw `AppError`.
 */
export type AuditLog = {
  /** The newest row, or undefined while there is none. */
  newest(): Promise<AuditRecord | undefined>;
  /** The rows from `seq` on, ascending. A row whose place is no number has the `seq` NaN. */
  list(seq: number): AsyncIterable<AuditRecord>;
  /** Stores the row if its `seq` is free; else answers `conflict` and changes nothing. A row that did land may answer `conflict` too. */
  append(record: AuditRecord): Promise<'appended' | 'conflict'>;
  /**
   * Says that the entry named `key` will be appended behind `seq`. The first claim of a key stands for ever:
   * answers its `seq`, so that whoever repeats the work knows from where to look for the row.
   */
  claim(key: string, seq: number): Promise<{ readonly seq: number; readonly isFirst: boolean }>;
  findClaim(key: string): Promise<number | undefined>;
};
