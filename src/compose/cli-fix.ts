import { realpath, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createFileInputs } from '../adapters/files/read-inputs.ts';
import { createRepositoryDirectory } from '../adapters/files/repository-directory.ts';
import { walkDirectory } from '../adapters/files/walk-directory.ts';
import { createWorkingTree } from '../adapters/files/working-tree.ts';
import { createBranchWriter } from '../adapters/git/branch-writer.ts';
import { listGitPaths } from '../adapters/git/list-paths.ts';
import { createGit } from '../adapters/git/run-git.ts';
import { fileDiff } from '../adapters/jsdiff/file-diff.ts';
import { createCatalog } from '../catalog/create-catalog.ts';
import type { Grant } from '../domain/policy/to-grants.ts';
import type { RefusedGrant } from '../domain/proposal/code-change.ts';
import { UNSUPPORTED_REASONS } from '../iac/editor.ts';
import type { NamedPlace } from '../iac/locate/located-policy.ts';
import { createEditors, findEditor } from '../iac/registry.ts';
import { AppError } from '../kernel/app-error.ts';
import type { AccountReader } from '../ports/account-reader.ts';
import type { BranchWriter, FileEdit, WorkingTree } from '../ports/code-changes.ts';
import { createExplainDenials, type Sources } from '../usecases/explain-denials.ts';
import { type CodeFix, createFixInCode } from '../usecases/fix-in-code.ts';
import { createLocatePolicy } from '../usecases/locate-policy.ts';
import { createPlanCodeChanges } from '../usecases/plan-code-changes.ts';
import { loadWasm } from './load-wasm.ts';

export type { ExplainedFinding, Explanation } from '../usecases/explain-denials.ts';
export type { CodeFix, FixOutcome } from '../usecases/fix-in-code.ts';
export type { FileEdit } from '../ports/code-changes.ts';
export type { RefusedGrant } from '../domain/proposal/code-change.ts';
export { UNSUPPORTED_REASONS };

/** What `fix` found: edits that nobody has written yet, their diffs, and what is not to be edited. */
export type RepositoryFix = {
  readonly fixes: readonly CodeFix[];
  readonly refused: readonly RefusedGrant[];
  readonly files: readonly FileEdit[];
  /** By the path of the file, as git writes it. */
  readonly diffs: ReadonlyMap<string, string>;
};

export type FixOptions = {
  /** The folder of the repository. */
  readonly repository: string;
  /** An account snapshot that tells which policy is meant, or null. */
  readonly snapshot: string | null;
  /** Where the policy is, for those who know; null to look for it. */
  readonly named: NamedPlace | null;
};

/** Everything that `fix` works with. It needs no credentials and no network; the snapshot is read only where one is named. */
export async function composeFix(
  io: {
    readonly stdin: Readable;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
  { repository, snapshot, named }: FixOptions,
) {
  const root = await openFolder(repository);
  const git = createGit(root, io.env);
  const editors = createEditors({ loadWasm });
  const files = createRepositoryDirectory({
    root,
    listPaths: async () => (await listGitPaths(git)) ?? (await walkDirectory(root)),
    isWanted: (path) => findEditor(editors, path) !== undefined,
  });
  const locate = createLocatePolicy({ files, editors });
  const plan = createPlanCodeChanges({ accounts: await openAccounts(snapshot) });
  const fix = createFixInCode({ locate, files, editors });
  const inputs = createFileInputs({ stdin: io.stdin });
  const explainer = createExplainDenials({ inputs, catalog: createCatalog() });
  const workingTree: WorkingTree = createWorkingTree(root);
  const branches: BranchWriter = createBranchWriter(git);
  return {
    explain: (sources: Sources) => explainer.grouped(sources),
    async fix(grants: readonly Grant[]): Promise<RepositoryFix> {
      const { changes, refused } = await plan(grants);
      const fixed = await fix(changes, named);
      const diffs = new Map(
        fixed.files.map(({ path, before, after }) => [path, fileDiff(path, before, after)]),
      );
      return { ...fixed, refused, diffs };
    },
    workingTree,
    branches,
  };
}

async function openFolder(path: string): Promise<string> {
  const facts = await stat(path).catch(() => undefined);
  if (facts?.isDirectory() !== true) throw new AppError('not-found', `${path}: no folder`);
  return await realpath(path);
}

async function openAccounts(snapshot: string | null): Promise<AccountReader | null> {
  if (snapshot === null) return null;
  const { openSnapshotFile } = await import('../adapters/snapshot/snapshot-account.ts');
  return await openSnapshotFile(snapshot);
}
