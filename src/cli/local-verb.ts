import type { Command } from 'commander';
import { slackUserOf } from '../domain/proposal/owners.ts';
import type { LocalApp } from '../compose/local-app.ts';
import type { Io } from './command.ts';
import { type TerminalText, text, toTerminalText } from './render/terminal-text.ts';

/** Options of every verb that works on the local store. */
export type LocalOptions = {
  readonly data?: string;
  readonly snapshot?: string;
  readonly json?: boolean;
};

/** Declares the options of a verb that answers from the local store, as text or as JSON. */
export function withLocalOptions(command: Command): Command {
  return withDataOptions(command).option(
    '--json',
    'print one JSON document and nothing else on stdout',
  );
}

/** Declares where the local store is and which account it starts from. */
export function withDataOptions(command: Command): Command {
  return command
    .option('--data <dir>', 'data directory (default: $ROLEMENDER_DATA or .rolemender)')
    .option(
      '--snapshot <file>',
      'account snapshot to start from, on the first use of the directory',
    );
}

/** The data directory that the user means. */
export function dataDirectoryOf({ data }: LocalOptions, { env }: Io): string {
  return data ?? env['ROLEMENDER_DATA'] ?? '.rolemender';
}

/** Said when `--snapshot` names an account that is not taken over, so that nobody takes it for the one at work. */
export function keptWords(dataDirectory: string, snapshot: string): TerminalText {
  return text`rolemender: ${toTerminalText(dataDirectory)} holds an account already, which is kept; ${toTerminalText(snapshot)} was not taken over`;
}

/** Names a stored item that cannot be read: the others are listed without it. */
export function tellUnreadable({ message }: Error, { stderr }: Io): void {
  stderr.write(text`rolemender: ${toTerminalText(message)}; it is left out\n`);
}

/** Who decides on the command line: `--by`, else the name that the shell knows. */
export function deciderOf(by: unknown, { env }: Io): string {
  const named = typeof by === 'string' ? by : (env['USER'] ?? env['LOGNAME']);
  const name = (named ?? '').trim();
  if (name === '') return 'command line';
  // Nobody becomes a person of Slack by typing the name of one.
  return slackUserOf(name) === undefined ? name : `${name} (command line)`;
}

/** Opens local mode, finishes what an earlier process left undone, runs the work, and closes it again. */
export async function withLocalApp<T>(
  options: LocalOptions,
  io: Io,
  work: (app: LocalApp) => Promise<T>,
): Promise<T> {
  const { openLocalApp } = await import('../compose/open-local-app.ts');
  const { snapshot } = options;
  const dataDirectory = dataDirectoryOf(options, io);
  const app = await openLocalApp({
    dataDirectory,
    ...(snapshot === undefined ? {} : { snapshot: { file: snapshot } }),
    onUnreadable: (fault) => tellUnreadable(fault, io),
    onSnapshotKept: () => io.stderr.write(`${keptWords(dataDirectory, snapshot ?? '')}\n`),
  });
  try {
    await app.resume();
    return await work(app);
  } finally {
    await app.close();
  }
}
