import { mkdir, mkdtemp, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';

/**
 * Makes a directory for its owner only, and proves that files can be made in it. Level by level: where
 * nothing can be made (below /proc), Node's `mkdir` with `recursive` tries for ever (Node 24, Linux).
 * Throws `AppError('access-denied')`, naming the directory.
 */
export async function makeDirectory(directory: string): Promise<void> {
  try {
    await makeLevel(resolve(directory));
    await rmdir(await mkdtemp(join(directory, '.probe-')));
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    const message = `the data directory ${directory} cannot be made or written to (${why}); name another one`;
    throw new AppError('access-denied', message, { cause, context: { directory } });
  }
}

async function makeLevel(path: string): Promise<void> {
  if (await exists(path)) return;
  const above = dirname(path);
  if (above !== path) await makeLevel(above);
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    // Another process that starts now may have been faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)) !== undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
