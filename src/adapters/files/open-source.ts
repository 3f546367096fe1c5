import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';

const CHUNK = 256 * 1024;

/** The bytes of a file, or of standard input for `-`; throws what the file system throws. */
export async function* openSource(source: string, stdin: Readable): AsyncGenerator<Buffer> {
  const stream = source === '-' ? stdin : createReadStream(source, { highWaterMark: CHUNK });
  for await (const chunk of stream) {
    yield typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer);
  }
}

/** Sizes of the files added up; undefined where one is standard input or cannot be measured. */
export async function totalBytesOf(sources: readonly string[]): Promise<number | undefined> {
  let total = 0;
  for (const source of sources) {
    if (source === '-') return undefined;
    const facts = await stat(source).catch(() => undefined);
    if (facts?.isFile() === false) return undefined;
    total += facts?.size ?? 0;
  }
  return total;
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is not a directory',
  ENAMETOOLONG: 'the name is too long',
  Z_BUF_ERROR: 'the gzip data ends too early; records may be missing',
  Z_DATA_ERROR: 'the gzip data is damaged; records may be missing',
};

// The way out where the file was to hold denials: a pasted text in its place is the usual mistake.
const WAYS_OUT: Readonly<Record<string, string>> = {
  ENOENT: ' (pipe a pasted text to "rolemender explain -")',
  EISDIR: '; name the files in it',
  ENAMETOOLONG: '; pipe a pasted text to "rolemender explain -"',
};

/** One line on why reading denials failed, or undefined where the failure is not the input's. */
export function readFailureOf(error: unknown): string | undefined {
  const code = codeOf(error);
  return code === undefined ? undefined : `${wordsFor(code)}${WAYS_OUT[code] ?? ''}`;
}

/** One line on why a file that holds no denials, such as a policy, could not be read. */
export function fileFailureOf(error: unknown): string {
  return wordsFor(codeOf(error) ?? 'unknown fault');
}

function wordsFor(code: string): string {
  return WORDS[code] ?? `it cannot be read: ${code}`;
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return String(error.code);
}
