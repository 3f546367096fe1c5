import { AppError } from '../../kernel/app-error.ts';
import type { Answer, Call } from './answer.ts';
import { LOCAL_AUDIT_TABLE, LOCAL_TABLE, openDatabase } from './database.ts';
import { createRequestHandler, type RequestHandler } from './request-handler.ts';
import { makePrivateDirectory } from './socket-path.ts';
import { createStoreLink, type StoreLink } from './store-link.ts';

/** A local DynamoDB with two tables: give `requestHandler` to the AWS SDK's client. */
export type LocalTable = {
  readonly requestHandler: RequestHandler;
  readonly tableName: string;
  readonly auditTableName: string;
  close(): Promise<void>;
};

type Shared = { readonly link: StoreLink; users: number; closing: Promise<void> | undefined };

// The one state of this module, because LevelDB's lock belongs to the process and not to a caller:
// a second opening in the same process would drop it (see `openDatabase`).
const links = new Map<string, Shared>();

/**
 * Opens the store in a directory, or joins the process that has it open; every process and caller may, at any
 * time, and each closes its own. Throws `AppError` where the directory cannot be used or the data is damaged.
 */
export async function joinStore(directory: string): Promise<LocalTable> {
  const path = makePrivateDirectory(directory);
  const shared = await share(path);
  let closed = false;
  const table = toLocalTable(
    (call) => shared.link.send(call),
    async () => {
      if (closed) return;
      closed = true;
      await leave(path, shared);
    },
  );
  try {
    await proveReadable(shared.link, path);
  } catch (error) {
    await table.close();
    throw error;
  }
  return table;
}

/** A store in memory, for demonstrations and tests: gone when it is closed. */
export async function openMemoryTable(): Promise<LocalTable> {
  const database = await openDatabase(null);
  if (database === 'held') throw new Error('a database in memory cannot be held by another');
  return toLocalTable(
    (call) => database.answer(call),
    () => database.close(),
  );
}

function toLocalTable(
  send: (call: Call) => Promise<Answer>,
  close: () => Promise<void>,
): LocalTable {
  const requestHandler = createRequestHandler(send);
  return { requestHandler, tableName: LOCAL_TABLE, auditTableName: LOCAL_AUDIT_TABLE, close };
}

async function share(path: string): Promise<Shared> {
  let shared = links.get(path);
  while (shared?.closing !== undefined) {
    await shared.closing;
    shared = links.get(path);
  }
  if (shared === undefined) {
    shared = { link: createStoreLink(path), users: 0, closing: undefined };
    links.set(path, shared);
  }
  shared.users += 1;
  return shared;
}

async function leave(path: string, shared: Shared): Promise<void> {
  shared.users -= 1;
  if (shared.users > 0) return;
  shared.closing = shared.link.close().finally(() => links.delete(path));
  await shared.closing;
}

/** One read that finds nothing, so that a store that cannot be used is told of at the start. */
async function proveReadable(link: StoreLink, path: string): Promise<void> {
  const nowhere = { pk: { S: '-' }, sk: { S: '-' } };
  const body = JSON.stringify({ TableName: LOCAL_TABLE, Key: nowhere });
  const answer = await link.send({ target: 'DynamoDB_20120810.GetItem', body });
  if (answer.status === 200) return;
  throw new AppError('unavailable', `the store in ${path} cannot be read: ${answer.body}`);
}
