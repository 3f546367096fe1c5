import { createDocumentClient } from '../../../../src/adapters/aws/dynamodb/document-client.ts';
import { createTable, type Table } from '../../../../src/adapters/aws/dynamodb/table.ts';
import { type LocalTable, openMemoryTable } from '../../../../src/adapters/dynalite/join-store.ts';

/** The store's table in memory. Close `local` when the test is over. */
export async function openTestTable(): Promise<{ local: LocalTable; table: Table }> {
  const local = await openMemoryTable();
  const client = createDocumentClient({
    requestHandler: local.requestHandler,
    endpoint: 'http://localhost',
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return { local, table: createTable({ client, tableName: local.tableName }) };
}
