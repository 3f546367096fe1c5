import { spawn } from 'node:child_process';
import { AppError } from '../../kernel/app-error.ts';

/** One call of git: its words, what it reads from standard input, and variables on top. */
export type GitCall = {
  readonly args: readonly string[];
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
};

export type GitAnswer = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs git in a folder. Throws `AppError` `unavailable` where there is no git. */
export type RunGit = (call: GitCall) => Promise<GitAnswer>;

// Nothing that a repository's configuration names may run, and no lock is taken to keep an index fresh.
const GUARDS = [
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'gc.auto=0',
] as const;
const MOST_OUTPUT = 64 * 1024 * 1024;

/** Git in one folder, without a shell. Of the environment only what says who the user is reaches it. */
export function createGit(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): RunGit {
  const base = {
    ...ownEnvironment(environment),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    LC_ALL: 'C',
  };
  return async ({ args, input = '', env = {} }) => {
    const child = spawn('git', [...GUARDS, ...args], {
      cwd: folder,
      env: { ...base, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    return await new Promise((resolve, reject) => {
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      let size = 0;
      child.stdout.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MOST_OUTPUT) child.kill();
        else out.push(chunk);
      });
      child.stderr.on('data', (chunk: Buffer) => void (err.length < 64 && err.push(chunk)));
      // Git may end before it has read everything.
      child.stdin.on('error', () => {});
      child.on('error', (cause) =>
        reject(new AppError('unavailable', 'git cannot be run', { cause })),
      );
      child.on('close', (code) =>
        resolve({ code: code ?? -1, stdout: toText(out), stderr: toText(err) }),
      );
      child.stdin.end(input);
    });
  };
}

function toText(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8');
}

// GIT_DIR and its like would lead to another repository than the one that was named.
function ownEnvironment(environment: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([key]) => !key.startsWith('GIT_') || /^GIT_(?:AUTHOR|COMMITTER)_/.test(key),
    ),
  );
}
