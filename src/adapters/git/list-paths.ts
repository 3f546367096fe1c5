import type { RunGit } from './run-git.ts';

/**
 * The paths in git's own list below the folder, and those that it does not ignore. Null where the folder is in no
 * repository, there is no git, or git knows nothing of it.
 */
export async function listGitPaths(git: RunGit): Promise<readonly string[] | null> {
  const answer = await git({
    args: ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  }).catch(() => null);
  if (answer === null || answer.code !== 0) return null;
  const paths = [...new Set(answer.stdout.split('\0').filter((path) => path !== ''))];
  return paths.length === 0 ? null : paths.toSorted();
}
