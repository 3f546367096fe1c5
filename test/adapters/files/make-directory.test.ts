import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { makeDirectory } from '../../../src/adapters/files/make-directory.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'make-directory-'));
afterAll(() => rmSync(ROOT, { recursive: true }));

describe('adapters/files/make-directory', () => {
  it('makes every level for its owner only, once or by many at a time, and leaves it empty', async () => {
    const directory = join(ROOT, 'a', 'b', 'c');

    await Promise.all([1, 2, 3].map(() => makeDirectory(directory)));
    await makeDirectory(directory);

    expect(readdirSync(directory)).toEqual([]);
    expect(statSync(join(ROOT, 'a')).mode & 0o777).toBe(0o700);
  });

  it('names the directory where a file stands in its way', async () => {
    writeFileSync(join(ROOT, 'file'), '');

    await expect(makeDirectory(join(ROOT, 'file'))).rejects.toMatchObject({
      code: 'access-denied',
    });
    await expect(makeDirectory(join(ROOT, 'file', 'x'))).rejects.toThrow(
      /file.x cannot be made .*ENOTDIR/,
    );
  });

  // Only Linux has it. Node's own mkdir never comes back from there.
  it.each(existsSync('/proc/self') ? ['/proc', '/proc/rolemender', '/proc/self/a/b'] : [])(
    'ends with an error below %s',
    async (directory) => {
      await expect(makeDirectory(directory)).rejects.toMatchObject({
        code: 'access-denied',
        message: expect.stringContaining(`the data directory ${directory} cannot be made`),
      });
    },
  );
});
