import { AppError } from '../../../kernel/app-error.ts';
import { digestOf } from '../../../kernel/digest.ts';
import type { ArchivedVersion, DocumentArchive } from '../../../ports/document-archive.ts';
import { ITEM_SCHEMA } from './aggregate-item.ts';
import type { Item, Key, Table } from './table.ts';

/** The `kind` attribute of an archived policy version, which shares the table with the aggregates. */
export const ARCHIVED_VERSION_KIND = 'archived-version';

/** The `DocumentArchive` on the store's table: one item a version, never changed once it is there. */
export function createDynamodbDocumentArchive(deps: { table: Table }): DocumentArchive {
  const { table } = deps;
  return {
    async saveVersion(version) {
      const body = JSON.stringify(version);
      const Item = {
        ...toArchiveKey(version.policyId, version.versionId),
        kind: ARCHIVED_VERSION_KIND,
        schema: ITEM_SCHEMA,
        body,
        digest: digestOf(body),
      };
      await table.put({ Item, ConditionExpression: 'attribute_not_exists(pk)' });
    },
    async findVersion(policyId, versionId) {
      const item = await table.get(toArchiveKey(policyId, versionId));
      return item === undefined ? undefined : parseArchivedVersion(item, policyId, versionId);
    },
  };
}

function toArchiveKey(policyId: string, versionId: string): Key {
  // Longer than any aggregate's partition, so the two can never meet.
  return { pk: `archive-${policyId}`, sk: versionId };
}

function parseArchivedVersion(item: Item, policyId: string, versionId: string): ArchivedVersion {
  const text = item['schema'] === ITEM_SCHEMA ? item['body'] : undefined;
  const isSound = typeof text === 'string' && item['digest'] === digestOf(text);
  const body = isSound ? toObject(text) : undefined;
  const isOurs = body?.['policyId'] === policyId && body['versionId'] === versionId;
  if (body === undefined || !isOurs || typeof body['document'] !== 'object') {
    throw new AppError(
      'invalid-data',
      `the archived version ${versionId} of policy ${policyId} is unreadable`,
      { context: { policyId, versionId } },
    );
  }
  return body as unknown as ArchivedVersion;
}

function toObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
