import { createDynamodbAggregateStore } from '../../adapters/aws/dynamodb/aggregate-store.ts';
import { createDynamodbDocumentArchive } from '../../adapters/aws/dynamodb/document-archive.ts';
import { createDocumentClient } from '../../adapters/aws/dynamodb/document-client.ts';
import { createDynamodbAuditLog } from '../../adapters/aws/dynamodb/audit-log.ts';
import { createTable, type Table } from '../../adapters/aws/dynamodb/table.ts';
import type { AggregateStore } from '../../ports/aggregate-store.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { DocumentArchive } from '../../ports/document-archive.ts';
import { readEnvironment } from '../config/read-environment.ts';

export type State = {
  readonly table: Table;
  readonly store: AggregateStore;
  readonly archive: DocumentArchive;
};

/** The table of findings and proposals. */
export function openState({ region }: { readonly region: string }): State {
  const { STATE_TABLE } = readEnvironment('STATE_TABLE');
  const table = createTable({ client: createDocumentClient({ region }), tableName: STATE_TABLE });
  return {
    table,
    store: createDynamodbAggregateStore({ table }),
    archive: createDynamodbDocumentArchive({ table }),
  };
}

/** The history of decisions and changes, to which rows can only be added. */
export function openAudit({ region }: { readonly region: string }): AuditLog {
  const { AUDIT_TABLE } = readEnvironment('AUDIT_TABLE');
  const client = createDocumentClient({ region });
  return createDynamodbAuditLog({ table: createTable({ client, tableName: AUDIT_TABLE }) });
}
