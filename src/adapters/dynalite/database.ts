import { Readable } from 'node:stream';
import { AppError } from '../../kernel/app-error.ts';
import { answerCall } from './answer-call.ts';
import type { Answer, Call } from './answer.ts';
import { refuseDamagedLogs } from './level-log.ts';
import { loadDynalite, type DynaliteStore, type Level } from './dynalite-parts.ts';

/** The tables of the local store: the aggregates, and the history of decisions and changes. */
export const LOCAL_TABLE = 'rolemender';
export const LOCAL_AUDIT_TABLE = 'rolemender-audit';

/** An open LevelDB, held by this process alone. Nothing may be called after `close`. */
export type Database = { answer(call: Call): Promise<Answer>; close(): Promise<void> };

/**
 * Opens the LevelDB in `path` (null: in memory). `held` when another process holds it: the kernel's lock decides,
 * and a killed process loses it. One process must never open one path twice: closing the lock file a second
 * time would drop the lock of the first (fcntl), so `joinStore` sees to it.
 */
export async function openDatabase(path: string | null): Promise<Database | 'held'> {
  if (path !== null) await refuseDamagedLogs(path);
  const parts = loadDynalite();
  const store = parts.createDatabase({ path, createTableMs: 0 });
  try {
    await store.db.open();
  } catch (error) {
    const cause = (error as Error).cause as (Error & { code?: string }) | undefined;
    if (cause?.code === 'LEVEL_LOCKED') return 'held';
    throw toOpenError(cause ?? (error as Error), path);
  }
  writeDurably(store.db);
  closeIterators(store.db);
  for (const name of [LOCAL_TABLE, LOCAL_AUDIT_TABLE]) await ensureTable(store, name);
  return serveCalls(
    (call) => answerCall(parts, store, call),
    () => store.db.close(),
  );
}

/** Closes only after every call in progress has its answer: LevelDB drops what is still on its way. */
function serveCalls(answer: Database['answer'], closeDatabase: () => Promise<void>): Database {
  const running = new Set<Promise<Answer>>();
  return {
    answer(call) {
      const work = answer(call).finally(() => running.delete(work));
      running.add(work);
      return work;
    },
    async close() {
      while (running.size > 0) await Promise.all(running);
      await closeDatabase();
    },
  };
}

function toOpenError(cause: Error & { code?: string }, path: string | null): AppError {
  const damaged = cause.code === 'LEVEL_CORRUPTION';
  const message = damaged
    ? `the store in ${path} is damaged and was left as it is; restore it from a copy, or move it away to start anew`
    : `the store in ${path} cannot be opened`;
  return new AppError(damaged ? 'invalid-data' : 'unavailable', `${message}: ${cause.message}`, {
    cause,
    context: { path: String(path) },
  });
}

type LevelPrototype = {
  put(this: Level, key: string, value: unknown, options: { sync: boolean }): Promise<void>;
};

/** An approval that was acknowledged must outlive a power cut, and LevelDB syncs to the disk only when told to. */
function writeDurably(db: Level): void {
  const level = Object.getPrototypeOf(db) as LevelPrototype;
  db.put = (key, value, done) => {
    level.put.call(db, key, value, { sync: true }).then(
      () => setImmediate(done, null),
      (error: Error) => setImmediate(done, error),
    );
  };
}

/** Dynalite never closes its iterators, so each query would keep a LevelDB snapshot until the process ends. */
function closeIterators(db: Level): void {
  db.createValueStream = (options) => Readable.from(db.values(options));
}

/** Written as one record that is active at once: a table killed while dynalite creates it would stay so for ever. */
async function ensureTable(store: DynaliteStore, name: string): Promise<void> {
  const existing = await new Promise<unknown>((resolve, reject) => {
    store.tableDb.get(name, (error, value) => (error ? reject(error) : resolve(value)));
  });
  if (existing !== undefined) return;
  const key = (AttributeName: string, KeyType: string) => ({ AttributeName, KeyType });
  const table = {
    TableName: name,
    TableStatus: 'ACTIVE',
    KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
    AttributeDefinitions: ['pk', 'sk'].map((key) => ({ AttributeName: key, AttributeType: 'S' })),
  };
  await new Promise<void>((resolve, reject) => {
    store.tableDb.put(name, table, (error) => (error ? reject(error) : resolve()));
  });
}
