import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../kernel/app-error.ts';

/** A file that grows, or is still being copied, is told from a finished one by two equal looks. */
type Look = { readonly state: string; readonly taken: boolean };

/**
 * Files of a folder as they arrive or change, those that are there first, until the signal aborts. Polls, because
 * file system events differ by platform and get lost on network shares. Hidden files are passed over.
 */
export async function* watchFolder(
  directory: string,
  options: { readonly intervalMilliseconds: number; readonly signal: AbortSignal },
): AsyncGenerator<string> {
  const { intervalMilliseconds, signal } = options;
  let looks: ReadonlyMap<string, Look> = new Map();
  while (!signal.aborted) {
    const next = new Map<string, Look>();
    for (const file of await listFiles(directory)) {
      const state = await stateOf(file);
      if (state === undefined) continue;
      const before = looks.get(file);
      const isSettled = before?.state === state;
      if (isSettled && !before.taken) yield file;
      if (signal.aborted) return;
      next.set(file, { state, taken: isSettled });
    }
    looks = next;
    await pause(intervalMilliseconds, signal);
  }
}

async function listFiles(directory: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => join(directory, entry.name))
      .sort();
  } catch (cause) {
    throw new AppError('not-found', `${directory}: this folder cannot be read`, { cause });
  }
}

// A file that was replaced by one of the same size is another one: its time of change tells.
async function stateOf(file: string): Promise<string | undefined> {
  try {
    const { size, mtimeMs } = await stat(file);
    return `${size} ${mtimeMs}`;
  } catch (cause) {
    // It went away between the listing and the look.
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new AppError('unavailable', `${file}: this file cannot be looked at`, { cause });
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Throws `AppError` where a folder cannot be watched, before anything else is started. */
export async function checkFolder(directory: string): Promise<void> {
  await listFiles(directory);
}
