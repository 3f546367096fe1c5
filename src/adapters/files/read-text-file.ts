import { readFile } from 'node:fs/promises';
import { AppError } from '../../kernel/app-error.ts';
import { fileFailureOf } from './open-source.ts';

const LONGEST_FILE = 4 * 1024 * 1024;

/** The text of a small file that the user named. Throws `AppError` `not-found` or `invalid-data` with one line. */
export async function readTextFile(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError('not-found', `${path}: ${fileFailureOf(cause)}`, {
      cause,
    });
  });
  if (text.length > LONGEST_FILE) {
    throw new AppError('invalid-data', `${path}: it is longer than 4 Mi characters`);
  }
  return text.replace(/^\uFEFF/, '');
}
