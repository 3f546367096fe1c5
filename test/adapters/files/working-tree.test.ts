import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createWorkingTree } from '../../../src/adapters/files/working-tree.ts';

function aRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'rolemender-tree-'));
  writeFileSync(join(root, 'a.json'), 'a\r\n');
  writeFileSync(join(root, 'b.json'), 'b');
  return root;
}

const EDIT = { path: 'a.json', before: 'a\r\n', after: 'A\r\n' };

describe('adapters/files/working-tree', () => {
  it('replaces files and keeps their modes', async () => {
    const root = aRoot();
    chmodSync(join(root, 'a.json'), 0o666);

    await createWorkingTree(root).replace([EDIT]);

    expect(readFileSync(join(root, 'a.json'), 'utf8')).toBe('A\r\n');
    expect(statSync(join(root, 'a.json')).mode & 0o777).toBe(0o666);
    expect(readdirSync(root)).toEqual(['a.json', 'b.json']);
  });

  it('writes nothing at all when one of the files was changed meanwhile', async () => {
    const root = aRoot();
    const edits = [EDIT, { path: 'b.json', before: 'old', after: 'new' }];

    await expect(createWorkingTree(root).replace(edits)).rejects.toMatchObject({
      code: 'concurrent-modification',
      message: 'b.json: it was changed meanwhile',
    });
    expect(readFileSync(join(root, 'a.json'), 'utf8')).toBe('a\r\n');
    expect(readdirSync(root)).toEqual(['a.json', 'b.json']);
  });

  it('writes through no link and to no other place', async () => {
    const root = aRoot();
    symlinkSync(join(root, 'a.json'), join(root, 'link.json'));
    const tree = createWorkingTree(root);

    for (const path of ['link.json', '../a.json', '.git/config']) {
      await expect(tree.replace([{ ...EDIT, path }])).rejects.toMatchObject({
        code: 'invalid-data',
      });
    }
  });
});
