import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createBranchWriter } from '../../../src/adapters/git/branch-writer.ts';
import { createGit } from '../../../src/adapters/git/run-git.ts';
import { aFolder, aGitRepository, git, GIT_ENV } from '../../builders/a-git-repository.ts';

const MESSAGE = { subject: 'fix: allow it', lines: ['why'] };
const EDIT = { path: 'iam/a.json', before: 'a\n', after: 'A\n' };

function writerOf(root: string, env: Readonly<Record<string, string | undefined>> = GIT_ENV) {
  return createBranchWriter(createGit(root, env));
}

describe('adapters/git/branch-writer', () => {
  it('commits to a new branch and leaves index, files and the current branch alone', async () => {
    const root = aGitRepository({ 'iam/a.json': 'a\n', 'b.json': 'b\n' });
    chmodSync(join(root, 'b.json'), 0o755);
    writeFileSync(join(root, 'staged.txt'), 'mine');
    git(root, 'add', 'staged.txt');
    const before = [git(root, 'status', '--porcelain'), git(root, 'rev-parse', 'main')];

    const { commit } = await writerOf(root).commit('fix/role', [EDIT], MESSAGE);

    expect(git(root, 'rev-parse', 'fix/role')).toBe(commit);
    expect(git(root, 'log', '-1', '--format=%B', 'fix/role')).toBe('fix: allow it\n\nwhy');
    expect(git(root, 'diff', '--name-status', 'main', 'fix/role')).toBe('M\tiam/a.json');
    expect(git(root, 'show', 'fix/role:iam/a.json')).toBe('A');
    expect([git(root, 'status', '--porcelain'), git(root, 'rev-parse', 'main')]).toEqual(before);
    expect(readFileSync(join(root, 'iam/a.json'), 'utf8')).toBe('a\n');
  });

  it('commits from a folder of the repository by the paths of that folder', async () => {
    const root = aGitRepository({ 'infra/iam/a.json': 'a\n' });

    await writerOf(join(root, 'infra')).commit('fix', [EDIT], MESSAGE);

    expect(git(root, 'show', 'fix:infra/iam/a.json')).toBe('A');
  });

  it('keeps the mode of a file, and converts line ends as git does for it', async () => {
    const root = aFolder({ '.gitattributes': '*.json text eol=crlf\n', 'iam/a.json': 'a\r\n' });
    chmodSync(join(root, 'iam/a.json'), 0o755);
    git(root, 'init', '--quiet');
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message=first');

    const edit = { ...EDIT, before: 'a\r\n', after: 'a\r\nb\r\n' };
    await writerOf(root).commit('fix', [edit], MESSAGE);

    expect(git(root, 'ls-tree', 'fix', 'iam/a.json')).toMatch(/^100755 /);
    expect(git(root, 'cat-file', '-p', 'fix:iam/a.json')).toBe('a\nb');
  });

  it('refuses a file that differs from what is committed', async () => {
    const root = aGitRepository({ 'iam/a.json': 'committed\n' });

    await expect(writerOf(root).commit('fix', [EDIT], MESSAGE)).rejects.toMatchObject({
      code: 'concurrent-modification',
    });
    expect(git(root, 'branch', '--list', 'fix')).toBe('');
  });

  it('refuses a file that is not committed', async () => {
    const root = aGitRepository({ 'b.json': 'b\n' });

    await expect(writerOf(root).commit('fix', [EDIT], MESSAGE)).rejects.toThrow('not committed');
  });

  it('never moves a branch that is there', async () => {
    const root = aGitRepository({ 'iam/a.json': 'a\n' });
    git(root, 'branch', 'fix');

    await expect(writerOf(root).commit('fix', [EDIT], MESSAGE)).rejects.toMatchObject({
      code: 'already-exists',
    });
  });

  it.each(['--force', '-b', 'a..b', 'a b', 'refs/../x', '', 'x.lock', '@{-1}', 'a\nb'])(
    'refuses the branch name %j',
    async (name) => {
      const root = aGitRepository({ 'iam/a.json': 'a\n' });

      await expect(writerOf(root).commit(name, [EDIT], MESSAGE)).rejects.toMatchObject({
        code: 'invalid-data',
      });
    },
  );

  it('runs no hook, and follows no variable to another repository', async () => {
    const root = aGitRepository({ 'iam/a.json': 'a\n' });
    const other = aGitRepository({ 'iam/a.json': 'other\n' });
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    const hook = join(root, '.git/hooks/reference-transaction');
    writeFileSync(hook, `#!/bin/sh\ntouch "${root}/ran"\n`);
    chmodSync(hook, 0o755);

    const env = { ...GIT_ENV, GIT_DIR: join(other, '.git') };
    await writerOf(root, env).commit('fix', [EDIT], MESSAGE);

    expect(existsSync(join(root, 'ran'))).toBe(false);
    expect(git(other, 'branch', '--list', 'fix')).toBe('');
    expect(git(root, 'show', 'fix:iam/a.json')).toBe('A');
  });

  it('says that a folder is no repository', async () => {
    const root = aFolder({ 'iam/a.json': 'a\n' });

    await expect(writerOf(root).commit('fix', [EDIT], MESSAGE)).rejects.toThrow(
      'no git repository',
    );
  });
});
