import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';
import type { RepositoryFile, RepositoryFiles } from '../../ports/repository-files.ts';
import { fileFailureOf } from './open-source.ts';
import { checkRepositoryPath } from './repository-path.ts';
import { TOO_MANY } from './walk-directory.ts';

const MOST_FILES = 10_000;
const MOST_BYTES = 256 * 1024 * 1024;
const LONGEST_READ = 4 * 1024 * 1024;

/**
 * The files of a repository that is checked out in a folder. `listPaths` tells them all; `isWanted` those that are
 * listed. Throws `AppError` `not-found` where there is no such folder.
 */
export function createRepositoryDirectory(deps: {
  readonly root: string;
  readonly listPaths: () => Promise<readonly string[]>;
  readonly isWanted: (path: string) => boolean;
}): RepositoryFiles {
  const { root, listPaths, isWanted } = deps;
  return {
    async list() {
      const paths = (await listPaths()).filter(isWanted);
      if (paths.length > MOST_FILES) throw new AppError('invalid-data', `${root}: ${TOO_MANY}`);
      const files: RepositoryFile[] = [];
      let total = 0;
      for (const path of paths) {
        const facts = await lstat(join(root, path)).catch(() => undefined);
        if (facts?.isFile() !== true) continue;
        total += facts.size;
        files.push({ path, size: facts.size });
      }
      if (total > MOST_BYTES) throw new AppError('invalid-data', `${root}: ${TOO_MANY}`);
      return files;
    },
    read: async (path) => await readInside(root, path),
  };
}

/** The text of a plain file inside a folder; null for anything else. A file that is there and cannot be read throws. */
export async function readInside(root: string, path: string): Promise<string | null> {
  checkRepositoryPath(path);
  const full = join(root, path);
  const real = await realpath(full).catch(() => undefined);
  // Equal only when no part of the way is a symbolic link.
  if (real === undefined || real !== join(await realpath(root), path)) return null;
  let file: FileHandle | undefined;
  try {
    file = await open(full, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const facts = await file.stat();
    if (!facts.isFile() || facts.size > LONGEST_READ) return null;
    return toText(await file.readFile());
  } catch (cause) {
    throw new AppError('access-denied', `${path}: ${fileFailureOf(cause)}`, { cause });
  } finally {
    await file?.close();
  }
}

function toText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
