import type { AuditAnchor } from './audit-anchor.ts';
import { AUDIT_START, type AuditHead, type AuditRecord, readAuditRecord } from './audit-row.ts';

/** What can be wrong with the history. */
export const CHAIN_FAULTS = {
  unreadable: 'the row is not in the form in which rows are written',
  edited: 'the row does not match its hash',
  missing: 'rows are missing before this one',
  'out-of-place': 'the row stands where another belongs',
  'broken-link': 'the row does not follow the row before it',
  repeated: 'what the row records was recorded before',
  truncated: 'the history ends before the anchor',
  'anchor-differs': 'the row is another than the one that was anchored',
} as const;
export type ChainFault = keyof typeof CHAIN_FAULTS;

/** `seq` is the row, or the anchor, at which it shows. */
export type ChainFinding = { readonly seq: number; readonly fault: ChainFault };

export type ChainReport = {
  readonly rows: number;
  readonly head: AuditHead;
  /** The first few faults in the order of the rows; `faultCount` counts them all. */
  readonly faults: readonly ChainFinding[];
  readonly faultCount: number;
  /** How many anchors were compared; without one, rows cut off at the end cannot be noticed. */
  readonly anchors: number;
};

const MOST_FAULTS = 20;

/**
 * Checks a history row by row, in the order of `seq`: `next` takes each stored record, `end` answers.
 * Any edit, deletion, reordering, and any truncation behind the newest anchor is a fault. Holds the keys it met.
 */
export function createChainCheck(anchors: readonly AuditAnchor[]): {
  next(record: AuditRecord): void;
  end(): ChainReport;
} {
  const anchored = new Map<number, AuditAnchor[]>();
  for (const anchor of anchors) {
    anchored.set(anchor.seq, [...(anchored.get(anchor.seq) ?? []), anchor]);
  }
  const keys = new Set<string>();
  const faults: ChainFinding[] = [];
  let faultCount = 0;
  let rows = 0;
  let head = AUDIT_START;
  const report = (seq: number, fault: ChainFault | undefined): void => {
    if (fault === undefined) return;
    faultCount += 1;
    if (faults.length < MOST_FAULTS) faults.push({ seq, fault });
  };
  const differs = (at: AuditHead): boolean =>
    (anchored.get(at.seq) ?? []).some(({ hash }) => hash !== at.hash);
  return {
    next(record) {
      rows += 1;
      report(record.seq, faultOf(record, head, keys));
      if (differs(record)) report(record.seq, 'anchor-differs');
      head = { seq: record.seq, hash: record.hash };
    },
    end() {
      if (differs(AUDIT_START)) report(0, 'anchor-differs');
      for (const { seq } of anchors) if (seq > head.seq) report(seq, 'truncated');
      return { rows, head, faults, faultCount, anchors: anchors.length };
    },
  };
}

function faultOf(record: AuditRecord, head: AuditHead, keys: Set<string>): ChainFault | undefined {
  // Not `!==`: the position may be no number at all.
  if (!(record.seq > head.seq)) return 'out-of-place';
  const read = readAuditRecord(record);
  if (read.kind === 'fault') return read.fault;
  if (record.seq !== head.seq + 1) return 'missing';
  if (read.row.previous !== head.hash) return 'broken-link';
  if (keys.has(read.row.key)) return 'repeated';
  keys.add(read.row.key);
  return undefined;
}
