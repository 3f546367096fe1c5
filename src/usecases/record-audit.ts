import type { AuditEntry } from '../domain/audit/audit-entry.ts';
import {
  AUDIT_START,
  type AuditHead,
  type AuditRecord,
  readAuditRecord,
  toAuditRecord,
} from '../domain/audit/audit-row.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';

export type RecordAuditDeps = { readonly log: AuditLog; readonly clock: Clock };

/**
 * Appends entries to the history, each exactly once: repeat it as often as needed, and from as many
 * workers as there are. The entries are of one subject, oldest first; where one has its row, so have those before it.
 */
export function createRecordAudit(
  deps: RecordAuditDeps,
): (entries: readonly AuditEntry[]) => Promise<void> {
  return async (entries) => {
    let first = entries.length;
    while (first > 0 && !(await isRecorded(deps.log, entries[first - 1]!))) first -= 1;
    for (const entry of entries.slice(first)) await record(deps, entry);
  };
}

async function isRecorded(log: AuditLog, { key }: AuditEntry): Promise<boolean> {
  const claimed = await log.findClaim(key);
  return claimed !== undefined && (await lookFor(log, key, claimed)) === 'found';
}

// The claim comes before the first attempt to append, so the row, if there is one, stands behind it. Whoever
// appends has read everything between the claim and the free place: of two, one gets the place and the
// other meets the row.
async function record({ log, clock }: RecordAuditDeps, entry: AuditEntry): Promise<void> {
  let head: AuditHead = (await log.newest()) ?? AUDIT_START;
  const claim = await log.claim(entry.key, head.seq);
  if (!claim.isFirst) {
    const seen = await lookFor(log, entry.key, claim.seq);
    if (seen === 'found') return;
    head = seen ?? head;
  }
  for (;;) {
    const next = toAuditRecord(entry, head, clock.now());
    if ((await log.append(next)) === 'appended') return;
    const seen = await lookFor(log, entry.key, head.seq);
    if (seen === 'found') return;
    if (seen === undefined) throw new Error(`audit row ${next.seq} is taken and cannot be listed`);
    head = seen;
  }
}

async function lookFor(
  log: AuditLog,
  key: string,
  behind: number,
): Promise<'found' | AuditRecord | undefined> {
  let newest: AuditRecord | undefined;
  for await (const stored of log.list(behind + 1)) {
    const read = readAuditRecord(stored);
    if (read.kind === 'row' && read.row.key === key) return 'found';
    newest = stored;
  }
  return newest;
}
