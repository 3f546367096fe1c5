import type { AuditEntry } from '../domain/audit/audit-entry.ts';
import {
  AUDIT_START,
  type AuditHead,
  readAuditRecord,
  toAuditRecord,
} from '../domain/audit/audit-row.ts';
import { digestOf } from '../kernel/digest.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';

export type RecordAuditDeps = { readonly log: AuditLog; readonly clock: Clock };

/**
 * Appends entries to the history, each exactly once: repeat it as often as needed, and from as many
 * workers as there are. The entries are of one subject, oldest first; where one has its row, so have those before it.
 * Those of one process stand in line, so that only processes meet at the end of the chain. `unrepeated`
 * entries are reported once and by nobody else: no claim is needed for them.
 */
export function createRecordAudit(
  deps: RecordAuditDeps,
): (entries: readonly AuditEntry[], reported?: 'repeatedly' | 'unrepeated') => Promise<void> {
  const line: Line = { head: undefined, last: Promise.resolve() };
  return async (entries, reported = 'repeatedly') => {
    if (reported === 'unrepeated') {
      for (const entry of entries) await standInLine(deps, line, entry, null);
      return;
    }
    let first = entries.length;
    while (first > 0 && !(await isRecorded(deps.log, entries[first - 1]!))) first -= 1;
    for (const entry of entries.slice(first)) await record(deps, line, entry);
  };
}

/** `head` is the newest row that this process knows of, `last` the append that is under way. */
type Line = { head: AuditHead | undefined; last: Promise<void> };

async function isRecorded(log: AuditLog, { key }: AuditEntry): Promise<boolean> {
  const claimed = await log.findClaim(key);
  if (claimed === undefined) return false;
  return (await lookFor(log, key, { seq: claimed, hash: '' })).isFound;
}

// The claim comes before the first attempt to append, so the row, if there is one, stands behind it. Whoever
// appends has read everything between the claim and the free place: of two, one gets the place and the
// other meets the row. A head that is known from earlier is only further back.
async function record(deps: RecordAuditDeps, line: Line, entry: AuditEntry): Promise<void> {
  const behind = line.head ?? (await deps.log.newest()) ?? AUDIT_START;
  const claim = await deps.log.claim(entry.key, behind.seq);
  return standInLine(deps, line, entry, claim);
}

type Claim = { readonly seq: number; readonly isFirst: boolean };

function standInLine(
  deps: RecordAuditDeps,
  line: Line,
  entry: AuditEntry,
  claim: Claim | null,
): Promise<void> {
  const turn = line.last.then(async () => {
    const known = line.head ?? (await deps.log.newest()) ?? AUDIT_START;
    line.head = await append(deps, entry, claim, known);
  });
  line.last = turn.catch(() => undefined);
  return turn;
}

/** Answers the newest row that it came to know. */
async function append(
  { log, clock }: RecordAuditDeps,
  entry: AuditEntry,
  claim: Claim | null,
  known: AuditHead,
): Promise<AuditHead> {
  let head = known;
  // Somebody else may have appended it since the claim, before the head that we know of.
  if (claim !== null && (!claim.isFirst || known.seq > claim.seq)) {
    const seen = await lookFor(log, entry.key, { seq: claim.seq, hash: '' });
    if (seen.isFound) return head;
    if (seen.head.seq > claim.seq) head = seen.head;
  }
  for (let attempt = 1; ; attempt++) {
    const next = toAuditRecord(entry, head, clock.now());
    if ((await log.append(next)) === 'appended') return next;
    const seen = await lookFor(log, entry.key, head);
    if (seen.head === head) {
      throw new Error(`audit row ${next.seq} is taken and cannot be listed`);
    }
    if (seen.isFound) return seen.head;
    head = seen.head;
    await clock.sleep(pauseOf(entry.key, attempt));
  }
}

// Whoever has the end of the chain appends a few rows while the others wait, each for a time of its own:
// all at once they would spend their calls on each other. 10, 20, … 160 ms at most.
function pauseOf(key: string, attempt: number): number {
  const share = Number.parseInt(digestOf([key, attempt]).slice(0, 4), 16) / 0x1_0000;
  return Math.round(share * 5 * 2 ** Math.min(attempt, 5));
}

/** Goes to the end of the chain, or to the row of the key: whichever comes first. */
async function lookFor(
  log: AuditLog,
  key: string,
  behind: AuditHead,
): Promise<{ readonly isFound: boolean; readonly head: AuditHead }> {
  let head = behind;
  for await (const stored of log.list(behind.seq + 1)) {
    head = stored;
    const read = readAuditRecord(stored);
    if (read.kind === 'row' && read.row.key === key) return { isFound: true, head };
  }
  return { isFound: false, head };
}
