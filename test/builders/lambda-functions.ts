import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath, pathToFileURL } from 'node:url';

const CHILD = fileURLToPath(new URL('lambda-child.ts', import.meta.url));

export type FunctionSetup = {
  /** The bundle's `index.mjs`. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly slackUrl: string;
};

/** A function as Lambda runs it: started at its first invocation, one invocation at a time. */
export type TestFunction = {
  /** Rejects where the handler throws. */
  invoke(event: unknown, clockShift?: number): Promise<unknown>;
  /** Everything that it wrote to its log. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
};

type Answer =
  | { readonly kind: 'ready'; readonly length: number }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'error'; readonly error: string };

export function aFunction(setup: FunctionSetup): TestFunction {
  const lines: string[] = [];
  let child: Promise<ChildProcess> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    lines,
    invoke(event, clockShift = 0) {
      const result = turn.then(async () => {
        child ??= start(setup, lines);
        return send(await child, { event, requestId: randomUUID(), clockShift });
      });
      turn = result.catch(() => {});
      return result;
    },
    async stop() {
      const running = await child?.catch(() => undefined);
      if (running === undefined || running.exitCode !== null) return;
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGKILL');
      await ended;
    },
  };
}

async function start(setup: FunctionSetup, lines: string[]): Promise<ChildProcess> {
  const child = fork(CHILD, [pathToFileURL(setup.file).href, setup.slackUrl], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Nothing of this process: a function has its own environment and no other.
    env: { ...setup.environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => lines.push(...String(chunk).trimEnd().split('\n')));
  }
  const answer = await next(child);
  if (answer.kind !== 'ready') throw new Error('the function did not start');
  // Node 24's runtime of Lambda refuses handlers with a callback as third argument.
  if (answer.length > 2) throw new Error(`the handler takes ${answer.length} arguments`);
  return child;
}

async function send(child: ChildProcess, order: object): Promise<unknown> {
  child.send(order);
  const answer = await next(child);
  if (answer.kind === 'error') throw new Error(answer.error);
  return answer.kind === 'result' ? answer.result : undefined;
}

function next(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`the function ended with ${code}`));
    child.once('exit', onExit);
    child.once('message', (answer: Answer) => {
      child.off('exit', onExit);
      resolve(answer);
    });
  });
}
