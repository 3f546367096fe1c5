import type { Command } from 'commander';
import type { LocalApp } from '../compose/local-app.ts';
import type { Io } from './command.ts';

/** Options of every verb that works on the local store. */
export type LocalOptions = {
  readonly data?: string;
  readonly snapshot?: string;
  readonly json?: boolean;
};

/** Declares the options of the local store on a verb. */
export function withLocalOptions(command: Command): Command {
  return command
    .option('--data <dir>', 'data directory (default: $ROLEMENDER_DATA or .rolemender)')
    .option(
      '--snapshot <file>',
      'account snapshot to start from, on the first use of the directory',
    )
    .option('--json', 'print one JSON document and nothing else on stdout');
}

/** The data directory that the user means. */
export function dataDirectoryOf({ data }: LocalOptions, { env }: Io): string {
  return data ?? env['ROLEMENDER_DATA'] ?? '.rolemender';
}

/** Who decides on the command line: `--by`, else the name that the shell knows. */
export function deciderOf(by: unknown, { env }: Io): string {
  const named = typeof by === 'string' ? by : (env['USER'] ?? env['LOGNAME']);
  return named === undefined || named.trim() === '' ? 'command line' : named.trim();
}

/** Opens local mode, finishes what an earlier process left undone, runs the work, and closes it again. */
export async function withLocalApp<T>(
  options: LocalOptions,
  io: Io,
  work: (app: LocalApp) => Promise<T>,
): Promise<T> {
  const { openLocalApp } = await import('../compose/open-local-app.ts');
  const { snapshot } = options;
  const app = await openLocalApp({
    dataDirectory: dataDirectoryOf(options, io),
    ...(snapshot === undefined ? {} : { snapshot: { file: snapshot } }),
  });
  try {
    await app.resume();
    return await work(app);
  } finally {
    await app.close();
  }
}
