import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createRepositoryDirectory } from '../../../src/adapters/files/repository-directory.ts';
import { walkDirectory } from '../../../src/adapters/files/walk-directory.ts';

function aFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'rolemender-repository-'));
  for (const folder of ['repo/iam', 'repo/.git', 'repo/node_modules/p', 'outside']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  for (const file of [
    'repo/a.json',
    'repo/iam/b.json',
    'repo/.git/config.json',
    'outside/s.json',
  ]) {
    writeFileSync(join(root, file), '{}');
  }
  writeFileSync(join(root, 'repo/node_modules/p/package.json'), '{}');
  symlinkSync(join(root, 'outside/s.json'), join(root, 'repo/link.json'));
  symlinkSync(join(root, 'outside'), join(root, 'repo/linked'));
  return root;
}

function aDirectory(root: string, listPaths?: () => Promise<readonly string[]>) {
  const repo = join(root, 'repo');
  return createRepositoryDirectory({
    root: repo,
    listPaths: listPaths ?? (async () => await walkDirectory(repo)),
    isWanted: (path) => path.endsWith('.json'),
  });
}

describe('adapters/files/repository-directory', () => {
  it('lists plain files with their sizes, without links and the folders of tools', async () => {
    expect(await aDirectory(aFolder()).list()).toEqual([
      { path: 'a.json', size: 2 },
      { path: 'iam/b.json', size: 2 },
    ]);
  });

  it('lists no link and nothing that is gone, even where somebody else tells the paths', async () => {
    const paths = ['link.json', 'a.json', 'gone.json'];
    const directory = aDirectory(aFolder(), async () => await Promise.resolve(paths));

    expect(await directory.list()).toEqual([{ path: 'a.json', size: 2 }]);
  });

  it('refuses to list more files than it can look at', async () => {
    const paths = Array.from({ length: 10_001 }, (_, n) => `${n}.json`);
    const directory = aDirectory(aFolder(), async () => await Promise.resolve(paths));

    await expect(directory.list()).rejects.toMatchObject({ code: 'invalid-data' });
  });

  it('reads a text as it is, byte order mark and all', async () => {
    const root = aFolder();
    writeFileSync(join(root, 'repo/iam/b.json'), '\uFEFF{}\r\n');

    expect(await aDirectory(root).read('iam/b.json')).toBe('\uFEFF{}\r\n');
  });

  it.each(['link.json', 'linked/s.json', 'iam', 'gone.json'])(
    'reads nothing at %s',
    async (path) => {
      expect(await aDirectory(aFolder()).read(path)).toBeNull();
    },
  );

  it.each([
    '../outside/s.json',
    '/etc/hosts',
    'iam/../../outside/s.json',
    '.git/config.json',
    'a\0b',
  ])('refuses the path %j', async (path) => {
    await expect(aDirectory(aFolder()).read(path)).rejects.toMatchObject({ code: 'invalid-data' });
  });

  it('takes no bytes for a text that are none', async () => {
    const root = aFolder();
    writeFileSync(join(root, 'repo/a.json'), Buffer.from([0x7b, 0xff, 0x7d]));

    expect(await aDirectory(root).read('a.json')).toBeNull();
  });
});
