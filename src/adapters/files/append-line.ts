import { appendFile } from 'node:fs/promises';
import { AppError } from '../../kernel/app-error.ts';
import { fileFailureOf } from './open-source.ts';

/** Adds a line to a file, and makes the file where there is none. Throws `AppError` with one line where it cannot. */
export async function appendLine(path: string, line: string): Promise<void> {
  await appendFile(path, `${line}\n`).catch((cause: unknown) => {
    throw new AppError('not-found', `${path}: ${fileFailureOf(cause)}`, { cause });
  });
}
