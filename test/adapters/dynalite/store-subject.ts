import { createDynamodbAggregateStore } from '../../../src/adapters/aws/dynamodb/aggregate-store.ts';
import { createDynamodbAuditLog } from '../../../src/adapters/aws/dynamodb/audit-log.ts';
import { createDocumentClient } from '../../../src/adapters/aws/dynamodb/document-client.ts';
import { createDynamodbDocumentArchive } from '../../../src/adapters/aws/dynamodb/document-archive.ts';
import { createTable, type Table } from '../../../src/adapters/aws/dynamodb/table.ts';
import type { LocalTable } from '../../../src/adapters/dynalite/join-store.ts';
import { partitionOfId } from '../../../src/domain/finding/ids.ts';
import type { AuditLog } from '../../../src/ports/audit-log.ts';
import type { StoreSubject } from '../../contracts/store.contract.ts';

type Handle = LocalTable['requestHandler']['handle'];

const WRITES = /\.(?:PutItem|UpdateItem)$/;

/** The store on a local table, with a connection that can be broken. */
export function toStoreSubject(
  local: LocalTable,
): StoreSubject & { readonly audit: AuditLog; readonly auditTable: Table } {
  let meanwhile: (() => Promise<void>) | undefined;
  const handle: Handle = async (request) => {
    const answer = await local.requestHandler.handle(request);
    const happening = meanwhile;
    if (happening === undefined || !WRITES.test(request.headers['x-amz-target'] ?? ''))
      return answer;
    meanwhile = undefined;
    await happening();
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  };
  const client = createDocumentClient({
    requestHandler: { ...local.requestHandler, handle },
    endpoint: 'http://localhost',
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const table = createTable({ client, tableName: local.tableName });
  const auditTable = createTable({ client, tableName: local.auditTableName });
  return {
    audit: createDynamodbAuditLog({ table: auditTable }),
    auditTable,
    store: createDynamodbAggregateStore({ table }),
    archive: createDynamodbDocumentArchive({ table }),
    loseNextAnswer(happening = () => Promise.resolve()) {
      meanwhile = happening;
    },
    async overwrite(id, attributes) {
      const item = await table.get({ pk: partitionOfId(id) ?? '', sk: id });
      const changed = Object.entries({ ...item, ...attributes });
      const Item = Object.fromEntries(changed.filter(([, value]) => value !== undefined));
      await table.put({ Item });
    },
    close: () => local.close(),
  };
}
