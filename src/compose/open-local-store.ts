import { createDynamodbAggregateStore } from '../adapters/aws/dynamodb/aggregate-store.ts';
import { createDynamodbAuditLog } from '../adapters/aws/dynamodb/audit-log.ts';
import { createDocumentClient } from '../adapters/aws/dynamodb/document-client.ts';
import { createDynamodbDocumentArchive } from '../adapters/aws/dynamodb/document-archive.ts';
import { createDynamodbPolicyLeases } from '../adapters/aws/dynamodb/policy-leases.ts';
import { createTable } from '../adapters/aws/dynamodb/table.ts';
import { joinStore, openMemoryTable, type LocalTable } from '../adapters/dynalite/join-store.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { DocumentArchive } from '../ports/document-archive.ts';
import type { PolicyLeases } from '../ports/policy-leases.ts';

export type LocalStore = {
  readonly store: AggregateStore;
  readonly archive: DocumentArchive;
  readonly audit: AuditLog;
  readonly leases: PolicyLeases;
  close(): Promise<void>;
};

/**
 * The store on this machine's disk, shared with every other process that opens the same directory.
 * Close it before the process ends, so that another takes over without delay.
 */
export async function openLocalStore(options: { directory: string }): Promise<LocalStore> {
  return toLocalStore(await joinStore(options.directory));
}

/** The same store in memory only, for demonstrations and tests. */
export async function openMemoryStore(): Promise<LocalStore> {
  return toLocalStore(await openMemoryTable());
}

function toLocalStore(local: LocalTable): LocalStore {
  const client = createDocumentClient({
    requestHandler: local.requestHandler,
    endpoint: 'http://localhost',
    region: 'us-east-1',
    // The client signs every call; nobody looks at it.
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const table = createTable({ client, tableName: local.tableName });
  return {
    store: createDynamodbAggregateStore({ table }),
    archive: createDynamodbDocumentArchive({ table }),
    leases: createDynamodbPolicyLeases({ table }),
    audit: createDynamodbAuditLog({
      table: createTable({ client, tableName: local.auditTableName }),
    }),
    close: () => local.close(),
  };
}
