import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** When the account of a directory was imported or last changed (ISO 8601 UTC), undefined where there is none. */
export async function accountAgeOf(directory: string): Promise<string | undefined> {
  const names = await readdir(directory).catch(() => []);
  const files = await Promise.all(names.map((name) => stat(join(directory, name))));
  const newest = Math.max(...files.filter((file) => file.isFile()).map(({ mtimeMs }) => mtimeMs));
  return Number.isFinite(newest) ? new Date(newest).toISOString() : undefined;
}
