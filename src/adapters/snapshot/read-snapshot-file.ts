import { readFile } from 'node:fs/promises';
import { AppError } from '../../kernel/app-error.ts';
import { parseSnapshot } from './parse-snapshot.ts';
import type { AccountState } from './snapshot-schema.ts';

/** Reads an account snapshot that the user exported. The file is never written to. */
export async function readSnapshotFile(path: string): Promise<AccountState> {
  return parseSnapshot(parseJson(decode(await read(path)), path), path);
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    const { code } = cause as { code?: unknown };
    const options = { cause, context: { path } };
    if (code === 'ENOENT') throw new AppError('not-found', `${path}: no such file`, options);
    if (code === 'EISDIR') {
      throw new AppError('invalid-data', `${path}: it is a directory; name the file`, options);
    }
    throw new AppError('unavailable', `${path}: cannot be read: ${String(code)}`, options);
  }
}

// Windows PowerShell's `>` writes UTF-16 with a byte order mark; TextDecoder drops the mark.
function decode(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : 'unknown fault';
    throw new AppError('invalid-data', `${path}: not JSON: ${detail}`, {
      cause,
      context: { path },
    });
  }
}
