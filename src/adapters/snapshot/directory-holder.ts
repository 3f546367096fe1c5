import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../kernel/app-error.ts';
import type { AccountHolder } from './account-holder.ts';
import {
  createDirectory,
  deleteDeadDrafts,
  deleteGeneration,
  listGenerations,
  publishGeneration,
  readGeneration,
} from './generation-files.ts';
import { type Generation, parseGeneration, toGenerationText } from './generation.ts';
import type { AccountState } from './snapshot-schema.ts';

/** How many generations stay. A number is given out again only after it fell out of this window. */
const KEPT = 32;
/** How many tokens of past writes a generation carries: far more than generations are kept. */
const TOKENS = 256;
const MAX_ATTEMPTS = 2000;

/** An account in a directory, shared by processes without locks: see `openDirectoryHolder`. */
export type DirectoryHolder = AccountHolder & {
  /** Makes the first generation, unless there is one. */
  readonly start: (state: AccountState) => Promise<'imported' | 'kept'>;
};

const NO_ACCOUNT = 'it holds no account yet; start with an export of one (--snapshot account.json)';

/**
 * Each update makes the next numbered file out of the highest one, and gives it its number with
 * `link`, which fails where the number is taken; the loser reads again and repeats. The highest
 * number never sinks, so the highest file is the account. A process killed at any instant leaves at
 * most a draft behind.
 */
export function openDirectoryHolder(directory: string): DirectoryHolder {
  let cached: Generation | undefined;

  const head = async (): Promise<Generation | undefined> => {
    cached = await readHead(directory, cached);
    return cached;
  };
  const existing = async (): Promise<Generation> => {
    const found = await head();
    if (found !== undefined) return found;
    throw new AppError('not-found', `${directory}: ${NO_ACCOUNT}`, { context: { directory } });
  };
  const update = serialised(async (change: Parameters<AccountHolder['update']>[0]) => {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const base = await existing();
      const { state, result } = change(base.state);
      if (state === base.state) return result;
      const published = await publishAfter(directory, base, state);
      if (published !== undefined) {
        cached = published;
        return result;
      }
      await sleep(Math.random() * Math.min(attempt, 20));
    }
    throw new AppError('concurrent-modification', `${directory}: too many writers at once`);
  });

  return {
    read: async () => (await existing()).state,
    update: update as AccountHolder['update'],
    start: async (state) => {
      for (;;) {
        await createDirectory(directory);
        if ((await head()) !== undefined) return 'kept';
        cached = await publishAfter(directory, undefined, state);
        if (cached !== undefined) return 'imported';
      }
    },
  };
}

async function readHead(
  directory: string,
  cached: Generation | undefined,
): Promise<Generation | undefined> {
  for (;;) {
    const highest = (await listGenerations(directory)).at(-1);
    if (highest === undefined) {
      // Not being there any more is not the same as never having been there.
      if (cached === undefined) return undefined;
      throw new AppError('unavailable', `${directory}: the account's files are gone`);
    }
    if (highest === cached?.number) return cached;
    const text = await readGeneration(directory, highest);
    // If the highest number is still near, the file had not been deleted (and its number not been
    // taken by a writer who slept) while we read it.
    const isCurrent = ((await listGenerations(directory)).at(-1) ?? highest) < highest + KEPT;
    if (text !== undefined && isCurrent) return parseGeneration(directory, highest, text);
  }
}

/** Publishes `state` as the successor of `base`; undefined when another writer was faster. */
async function publishAfter(
  directory: string,
  base: Generation | undefined,
  state: AccountState,
): Promise<Generation | undefined> {
  const next = {
    number: (base?.number ?? 0) + 1,
    writes: [...(base?.writes ?? []), randomBytes(8).toString('base64url')].slice(-TOKENS),
    state,
  };
  const outcome = await publishGeneration(directory, next.number, toGenerationText(next));
  if (outcome === 'taken' || !(await isPartOfHistory(directory, next))) return undefined;
  await deleteOld(directory);
  return next;
}

/**
 * A writer who slept between reading and linking may have got a number that others had used and
 * deleted. Its file then has no part in the history: the head does not know its token.
 */
async function isPartOfHistory(directory: string, own: Generation): Promise<boolean> {
  const highest = (await listGenerations(directory)).at(-1) ?? own.number;
  if (highest < own.number + KEPT) return true;
  const head = await readHead(directory, undefined);
  const token = own.writes.at(-1);
  if (head === undefined || token === undefined || head.writes.includes(token)) return true;
  if (head.number - own.number >= head.writes.length) {
    throw new AppError('unavailable', `${directory}: slept too long to know whether it was saved`);
  }
  await deleteGeneration(directory, own.number);
  return false;
}

async function deleteOld(directory: string): Promise<void> {
  const numbers = await listGenerations(directory);
  const highest = numbers.at(-1) ?? 0;
  for (const number of numbers) {
    if (number <= highest - KEPT) await deleteGeneration(directory, number);
  }
  await deleteDeadDrafts(directory, highest);
}

/** One call after the other: writers of one process would only take the numbers from each other. */
function serialised<A, T>(work: (argument: A) => Promise<T>): (argument: A) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve();
  return (argument) => {
    const turn = tail.then(() => work(argument));
    tail = turn.catch(() => undefined);
    return turn;
  };
}
