import { AppError } from '../../kernel/app-error.ts';
import { parseSnapshot } from './parse-snapshot.ts';
import type { AccountState } from './snapshot-schema.ts';

const SCHEMA = 'rolemender.account/1';

/** One state of the account. `writes` are the random tokens of the writes that led to it, its own last. */
export type Generation = {
  readonly number: number;
  readonly writes: readonly string[];
  readonly state: AccountState;
};

/** The text of the file that holds a generation. */
export function toGenerationText({ writes, state }: Generation): string {
  return `${JSON.stringify({ schema: SCHEMA, writes, account: state })}\n`;
}

/** A generation from its file's text. Throws `AppError` `invalid-data` rather than fall back to an older one. */
export function parseGeneration(directory: string, number: number, text: string): Generation {
  const source = `${directory}: generation ${number}`;
  const file = parseJson(text);
  if (file?.['schema'] !== SCHEMA || !Array.isArray(file['writes'])) {
    throw new AppError('invalid-data', `${source}: not a file of ${SCHEMA}`, {
      context: { directory },
    });
  }
  return {
    number,
    writes: file['writes'].map(String),
    state: parseSnapshot(file['account'], source),
  };
}

function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
