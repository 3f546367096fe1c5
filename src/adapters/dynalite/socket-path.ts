import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';

// The kernel's sun_path has 104 bytes on macOS and 108 on Linux, with the final zero.
const MAX_SOCKET_PATH_BYTES = 103;

const NAME = 'store.sock';

/**
 * Makes the data directory, for nobody but its owner to enter, and answers its real path: two names of one
 * directory are one store.
 */
export function makePrivateDirectory(directory: string): string {
  if (process.platform === 'win32') {
    throw new AppError('unavailable', 'the local store needs Unix sockets: on Windows use WSL');
  }
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    // A directory that existed before may be open to others.
    chmodSync(directory, 0o700);
    return realpathSync(directory);
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    const message = `the store directory ${directory} cannot be made or entered (${why})`;
    throw new AppError('access-denied', message, { cause, context: { directory } });
  }
}

/** Where the owner of a data directory (a real path) listens: in it, or in a private directory where that name is too long. */
export function socketPathOf(directory: string): string {
  const inside = join(directory, NAME);
  if (Buffer.byteLength(inside) <= MAX_SOCKET_PATH_BYTES) return inside;
  const hash = createHash('sha256').update(directory).digest('hex').slice(0, 24);
  const short = join(realpathSync(tmpdir()), `rolemender-${hash}`);
  if (Buffer.byteLength(join(short, NAME)) > MAX_SOCKET_PATH_BYTES) {
    throw new AppError(
      'unavailable',
      `the path of the store ${directory} is too long for a socket`,
    );
  }
  makeOwnDirectory(short);
  return join(short, NAME);
}

/** In a directory that everybody can write, another user may have been first with the name. */
function makeOwnDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const found = lstatSync(path);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o077) !== 0) {
    throw new AppError('access-denied', `${path} is not a private directory of this user`, {
      context: { path },
    });
  }
}
