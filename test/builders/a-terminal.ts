import { runCli } from '../../src/cli/run-cli.ts';
import { anIo } from './an-io.ts';

export type Run = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs one command line in this process with nothing on standard input: what it wrote, and its exit code. */
export async function run(argv: readonly string[]): Promise<Run> {
  const { io, stdout, stderr } = anIo({ stdin: '' });
  const code = await runCli(argv, io);
  return { code, stdout: stdout(), stderr: stderr() };
}
