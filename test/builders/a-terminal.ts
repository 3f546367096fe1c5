import { PassThrough, Readable } from 'node:stream';
import { runCli } from '../../src/cli/run-cli.ts';

export type Run = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs one command line in this process, as a terminal that is none: what it wrote, and its exit code. */
export async function run(argv: readonly string[], stdin = '', env = {}): Promise<Run> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const written = Promise.all([textOf(stdout), textOf(stderr)]);
  const code = await runCli(argv, {
    stdin: Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]),
    stdout,
    stderr,
    isTTY: { stdin: false, stdout: false, stderr: false },
    env,
    colour: false,
  });
  stdout.end();
  stderr.end();
  const [out, err] = await written;
  return { code, stdout: out, stderr: err };
}

async function textOf(stream: PassThrough): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
