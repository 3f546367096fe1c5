import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';

/** Gives each call a new directory name below a directory that is removed after the test. */
export function useTemporaryDirectories(): (name?: string) => string {
  const made: string[] = [];
  afterEach(() => {
    for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
  });
  return (name = 'store') => {
    const base = mkdtempSync(join(realpathSync(tmpdir()), 'rm-'));
    made.push(base);
    return join(base, name);
  };
}
