import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';
import type { BranchWriter, CommitMessage, FileEdit } from '../../ports/code-changes.ts';
import type { RunGit } from './run-git.ts';

/** Commits edits of a folder's files to a new branch, by an index of its own: what the user has staged stays as it is. */
export function createBranchWriter(git: RunGit): BranchWriter {
  return {
    async commit(branch, edits, message) {
      await checkBranch(git, branch);
      const head = await succeed(git, ['rev-parse', '--verify', 'HEAD^{commit}'], NO_COMMIT);
      const prefix = await succeed(git, ['rev-parse', '--show-prefix'], NO_COMMIT);
      const folder = await mkdtemp(join(tmpdir(), 'rolemender-'));
      try {
        const env = { GIT_INDEX_FILE: join(folder, 'index') };
        await succeed(git, ['read-tree', head], 'the commit cannot be read', { env });
        for (const edit of edits) {
          const info = await writeBlob(git, head, prefix, edit);
          const words = ['update-index', '--cacheinfo', info];
          await succeed(git, words, `${edit.path}: cannot be added`, { env });
        }
        const tree = await succeed(git, ['write-tree'], 'the tree cannot be written', { env });
        const input = toText(message);
        const words = ['commit-tree', tree, '-p', head, '-F', '-'];
        const commit = await succeed(git, words, 'git does not commit', { input });
        await createBranch(git, branch, commit);
        return { commit };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

const NO_COMMIT = 'it is no git repository with a commit';

async function checkBranch(git: RunGit, branch: string): Promise<void> {
  const isPlain = /^[A-Za-z0-9][\w./+-]*$/.test(branch);
  const answer = isPlain ? await git({ args: ['check-ref-format', '--branch', branch] }) : null;
  if (answer?.code !== 0) throw new AppError('invalid-data', `${branch}: no name for a branch`);
  const known = await git({ args: ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`] });
  if (known.code === 0)
    throw new AppError('already-exists', `${branch}: the branch is there already`);
}

/** Writes the new content of a file; answers what `update-index --cacheinfo` takes. */
async function writeBlob(
  git: RunGit,
  head: string,
  prefix: string,
  { path, before, after }: FileEdit,
): Promise<string> {
  const full = prefix + path;
  const row = await succeed(git, ['ls-tree', '-z', '--full-tree', head, '--', full], NO_COMMIT);
  const [, mode, blob] = /^(100644|100755) blob ([0-9a-f]+)\t/.exec(row) ?? [];
  if (mode === undefined) {
    throw new AppError('invalid-data', `${path}: it is not committed as a plain file`);
  }
  // By the file's path, so that its line ends are converted as git does for it.
  const words = ['hash-object', '--stdin', '--path', path];
  const same = await succeed(git, words, `${path}: cannot be hashed`, { input: before });
  if (same !== blob) {
    throw new AppError(
      'concurrent-modification',
      `${path}: it differs from what is committed; commit it first, or use --write`,
    );
  }
  const wanted = ['hash-object', '-w', '--stdin', '--path', path];
  const id = await succeed(git, wanted, `${path}: cannot be written`, { input: after });
  return `${mode},${id},${full}`;
}

// The old value of zeros means that the branch must not be there.
async function createBranch(git: RunGit, branch: string, commit: string): Promise<void> {
  const ref = `refs/heads/${branch}`;
  const answer = await git({ args: ['update-ref', '--', ref, commit, '0'.repeat(commit.length)] });
  if (answer.code !== 0) {
    throw new AppError('already-exists', `${branch}: the branch cannot be made`);
  }
}

function toText({ subject, lines }: CommitMessage): string {
  return `${[subject, '', ...lines].join('\n').trimEnd()}\n`;
}

async function succeed(
  git: RunGit,
  args: readonly string[],
  failure: string,
  rest: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  const { code, stdout, stderr } = await git({ args, ...rest });
  if (code === 0) return stdout.replace(/\n$/, '');
  const why = stderr.trim().split('\n', 1)[0] ?? '';
  throw new AppError('invalid-data', why === '' ? failure : `${failure}: ${why}`);
}
