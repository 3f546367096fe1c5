import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { listGitPaths } from '../../../src/adapters/git/list-paths.ts';
import { createGit } from '../../../src/adapters/git/run-git.ts';
import { aFolder, aGitRepository, GIT_ENV } from '../../builders/a-git-repository.ts';

describe('adapters/git/list-paths', () => {
  it('lists what is committed and what is new, but not what is ignored', async () => {
    const root = aGitRepository({ '.gitignore': 'out/\n', 'a b.json': '', 'ü.json': '' });
    for (const path of ['new.json', 'out/c.json']) {
      mkdirSync(join(root, 'out'), { recursive: true });
      writeFileSync(join(root, path), '');
    }

    expect(await listGitPaths(createGit(root, GIT_ENV))).toEqual([
      '.gitignore',
      'a b.json',
      'new.json',
      'ü.json',
    ]);
  });

  it('knows nothing of a folder outside of every repository', async () => {
    expect(await listGitPaths(createGit(aFolder({ 'a.json': '' }), GIT_ENV))).toBeNull();
  });
});
