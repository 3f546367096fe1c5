import { createRequire } from 'node:module';

/**
 * The insides of dynalite that do the work. Its own HTTP server is not used, because it throws what LevelDB
 * answers (locked, disk full, damaged) where nobody can catch it, and so ends the process.
 */
export type DynaliteParts = {
  readonly createDatabase: (options: {
    readonly path: string | null;
    readonly createTableMs: number;
  }) => DynaliteStore;
  /** By name, first letter small: how to check a request, and how to carry it out. */
  readonly operations: ReadonlyMap<string, Operation>;
  readonly checkTypes: (data: unknown, types: unknown) => unknown;
  readonly checkValidations: (
    data: unknown,
    types: unknown,
    custom: unknown,
    store: unknown,
  ) => void;
};

export type Operation = {
  readonly types: unknown;
  readonly custom: unknown;
  readonly run: (
    store: DynaliteStore,
    data: unknown,
    done: (error: DynaliteError | null, answer?: unknown) => void,
  ) => void;
};

/** `statusCode` and `body` are set where DynamoDB itself would refuse; `code` is LevelDB's. */
export type DynaliteError = Error & {
  readonly statusCode?: number;
  readonly body?: unknown;
  readonly code?: string;
};

export type DynaliteStore = {
  readonly db: Level;
  readonly tableDb: {
    get(key: string, done: (error: Error | null, value?: unknown) => void): void;
    put(key: string, value: unknown, done: (error: Error | null) => void): void;
  };
};

/** What we call or replace of LevelDB's binding (`abstract-level` 3). */
export type Level = {
  open(): Promise<void>;
  close(): Promise<void>;
  values(options: object): AsyncIterable<unknown>;
  put: (key: string, value: unknown, done: (error: Error | null) => void) => void;
  createValueStream: (options: object) => NodeJS.ReadableStream;
};

const OPERATIONS = ['getItem', 'putItem', 'updateItem', 'query', 'scan'] as const;

/** Loads dynalite 4.0.0, whose version is pinned because these modules are not its public face. */
export function loadDynalite(): DynaliteParts {
  const require = createRequire(import.meta.url);
  const load = (path: string): unknown => require(`dynalite/${path}`);
  const database = load('db') as { create: DynaliteParts['createDatabase'] };
  const validations = load('validations') as Omit<DynaliteParts, 'createDatabase' | 'operations'>;
  const operations = new Map<string, Operation>();
  for (const name of OPERATIONS) {
    const { types, custom } = load(`validations/${name}`) as Omit<Operation, 'run'>;
    operations.set(name, { types, custom, run: load(`actions/${name}`) as Operation['run'] });
  }
  const { checkTypes, checkValidations } = validations;
  return { createDatabase: database.create, operations, checkTypes, checkValidations };
}
