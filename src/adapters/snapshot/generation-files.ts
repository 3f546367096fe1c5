import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, open, readdir, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';

// The files of one directory: 000001.json, 000002.json, … and `.writing-…`, the drafts of writers.
// A draft is complete and on the disk before it gets a number, so that a numbered file is always whole.

const NUMBERED = /^([0-9]{6,15})\.json$/;
const DRAFT_PREFIX = '.writing-';
/** Ten minutes: no live writer holds a draft that long, and if one does it only has to write again. */
const DRAFT_LIFE_MS = 600_000;

/** The numbers in the directory, lowest first; none when there is no directory yet. */
export async function listGenerations(directory: string): Promise<readonly number[]> {
  const names = await unlessMissing(readdir(directory), directory);
  const numbers = (names ?? []).map((name) => Number(NUMBERED.exec(name)?.[1] ?? Number.NaN));
  return numbers.filter((number) => !Number.isNaN(number)).sort((a, b) => a - b);
}

/** The text of one generation; undefined when it is not there (any more). */
export async function readGeneration(
  directory: string,
  generation: number,
): Promise<string | undefined> {
  const path = pathOf(directory, generation);
  return unlessMissing(readFile(path, 'utf8'), path);
}

/** Makes the directory, for its owner only: an account's policies are nobody else's business. */
export async function createDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    // A directory that existed before may be open to others.
    await chmod(directory, 0o700);
  } catch (error) {
    throw toAppError(error, directory);
  }
}

/**
 * Writes a generation under its number. `taken`: another writer has the number. The link is the one
 * step that counts: it is atomic and fails where the number exists.
 */
export async function publishGeneration(
  directory: string,
  generation: number,
  text: string,
): Promise<'published' | 'taken'> {
  const draft = join(directory, `${DRAFT_PREFIX}${randomUUID()}`);
  try {
    await writeDraft(draft, text);
    await link(draft, pathOf(directory, generation));
  } catch (error) {
    // ENOENT: another process took our draft for a dead writer's. The caller reads and writes again.
    if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOENT') return 'taken';
    throw toAppError(error, directory);
  } finally {
    await unlink(draft).catch(() => undefined);
  }
  await syncDirectory(directory);
  return 'published';
}

/** Deletes one generation; that it is gone already is fine. */
export async function deleteGeneration(directory: string, generation: number): Promise<void> {
  const path = pathOf(directory, generation);
  await unlessMissing(unlink(path), path);
}

/** Deletes the drafts of writers that died, judged by the file system's own clock: newest draft or file. */
export async function deleteDeadDrafts(directory: string, newest: number): Promise<void> {
  const names = (await unlessMissing(readdir(directory), directory)) ?? [];
  const drafts = names.filter((name) => name.startsWith(DRAFT_PREFIX));
  if (drafts.length === 0) return;
  const now = (await unlessMissing(stat(pathOf(directory, newest)), directory))?.mtimeMs ?? 0;
  for (const name of drafts) {
    const path = join(directory, name);
    const written = (await unlessMissing(stat(path), path))?.mtimeMs ?? now;
    if (now - written > DRAFT_LIFE_MS) await unlessMissing(unlink(path), path);
  }
}

function pathOf(directory: string, generation: number): string {
  return join(directory, `${String(generation).padStart(6, '0')}.json`);
}

async function writeDraft(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

// Without this a power cut could forget the name of a file whose content is safe.
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(directory, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Some file systems cannot sync a directory and say so; everything else is a failed write.
    if (codeOf(error) !== 'EINVAL') throw toAppError(error, directory);
  }
}

async function unlessMissing<T>(work: Promise<T>, path: string): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw toAppError(error, path);
  }
}

/** The code of a file system error; not by `instanceof`, which a test's own realm defeats. */
function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function toAppError(cause: unknown, path: string): AppError {
  const code = codeOf(cause);
  const denied = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
  const message = `${path}: the file system answers ${String(code)}`;
  return new AppError(denied ? 'access-denied' : 'unavailable', message, {
    cause,
    context: { path },
  });
}
