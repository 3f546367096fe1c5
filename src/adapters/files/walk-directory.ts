import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';

/** Folders that no policy of a team is written in: those of tools, and what they fill. */
const SKIPPED = new Set([
  '.git',
  '.terraform',
  'node_modules',
  'cdk.out',
  '.serverless',
  '.aws-sam',
  '.venv',
]);
const MOST_ENTRIES = 200_000;

/** The paths of the plain files below a folder, with `/`; symbolic links are not followed. Throws `AppError` where there are too many. */
export async function walkDirectory(root: string): Promise<readonly string[]> {
  const paths: string[] = [];
  const folders = [''];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      if (++seen > MOST_ENTRIES) throw new AppError('invalid-data', `${root}: ${TOO_MANY}`);
      if (entry.isFile()) paths.push(folder + entry.name);
      else if (entry.isDirectory() && !SKIPPED.has(entry.name)) {
        folders.push(`${folder}${entry.name}/`);
      }
    }
  }
  return paths.toSorted();
}

/** Why a repository is not searched. */
export const TOO_MANY = 'it holds more files than are searched; name a folder of it with --repo';
