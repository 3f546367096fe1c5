import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type AuditAnchor, readAnchors, toAnchorLine } from '../domain/audit/audit-anchor.ts';
import { AUDIT_START, type AuditRow, readAuditRecord } from '../domain/audit/audit-row.ts';
import type { ChainReport } from '../domain/audit/verify-chain.ts';
import { createDynamodbAuditLog } from '../adapters/aws/dynamodb/audit-log.ts';
import { createDocumentClient } from '../adapters/aws/dynamodb/document-client.ts';
import { createTable } from '../adapters/aws/dynamodb/table.ts';
import { appendLine } from '../adapters/files/append-line.ts';
import { readTextFile } from '../adapters/files/read-text-file.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { AppError } from '../kernel/app-error.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import { createVerifyAudit } from '../usecases/verify-audit.ts';
import { openLocalStore } from './open-local-store.ts';

export type { ChainReport };

/** Where the history is: a data directory of local mode, or the audit table of a deployment. */
export type AuditPlace =
  | { readonly kind: 'data'; readonly directory: string }
  | { readonly kind: 'table'; readonly tableName: string; readonly region: string };

/** A history of decisions and changes, for whoever checks it. Close it in the end. */
export type Audit = {
  verify(anchors: readonly AuditAnchor[]): Promise<ChainReport>;
  /** The newest row, as it is to be kept elsewhere. */
  anchor(): Promise<AuditAnchor>;
  /** The readable rows, oldest first; of one subject or of all. */
  rows(subject: string | undefined): AsyncIterable<AuditRow>;
  close(): Promise<void>;
};

/** Opens the history at a place; throws `AppError` where it cannot be read. */
export async function openAudit(place: AuditPlace): Promise<Audit> {
  const opened = await openLog(place);
  const { log } = opened;
  return {
    verify: createVerifyAudit({ log }),
    async anchor() {
      const { seq, hash } = (await log.newest()) ?? AUDIT_START;
      return { seq, hash, at: systemClock.now() };
    },
    rows: (subject) => rowsOf(log, subject),
    close: () => opened.close(),
  };
}

/** The anchors of a file; throws `AppError('invalid-data')` for a line that is none. */
export async function readAnchorFile(path: string): Promise<readonly AuditAnchor[]> {
  const read = readAnchors(await readTextFile(path));
  if (read.kind === 'anchors' && read.anchors.length > 0) return read.anchors;
  const where = read.kind === 'fault' ? `line ${read.line} of ${path}` : path;
  throw new AppError('invalid-data', `${where} is no anchor of "rolemender audit anchor"`);
}

/** Adds an anchor to a file, one a line, and makes the file where there is none. */
export function saveAnchor(path: string, anchor: AuditAnchor): Promise<void> {
  return appendLine(path, toAnchorLine(anchor));
}

async function openLog(place: AuditPlace): Promise<{ log: AuditLog; close(): Promise<void> }> {
  if (place.kind === 'data') {
    // Opening makes a store where there is none, and an empty one would be found sound.
    await access(join(place.directory, 'store')).catch((cause: unknown) => {
      throw new AppError('not-found', `there is no store in ${place.directory}`, { cause });
    });
    const local = await openLocalStore({ directory: join(place.directory, 'store') });
    return { log: local.audit, close: () => local.close() };
  }
  const client = createDocumentClient({ region: place.region });
  const table = createTable({ client, tableName: place.tableName });
  return { log: createDynamodbAuditLog({ table }), close: async () => client.destroy() };
}

async function* rowsOf(log: AuditLog, subject: string | undefined): AsyncIterable<AuditRow> {
  for await (const record of log.list(0)) {
    const read = readAuditRecord(record);
    // What cannot be read is the business of `verify`.
    if (read.kind === 'fault') continue;
    if (subject === undefined || read.row.subject === subject) yield read.row;
  }
}
