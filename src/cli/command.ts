import type { Readable, Writable } from 'node:stream';
import type { Command } from 'commander';
import type { ExitCode } from './exit-codes.ts';

/**
 * The outside world of one run, handed in so that a whole command runs in a test without a process.
 * `colour` says whether stdout may be coloured: already decided from the terminal, NO_COLOR,
 * FORCE_COLOR and `--no-colour`, so a command only obeys it.
 */
export type Io = {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly isTTY: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly colour: boolean;
};

/** What the user wrote after the verb, as commander parsed it by the verb's own declarations. */
export type VerbInput = {
  /** The positional arguments in order; a variadic one is spread. */
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
};

/** Does the verb's work. Throw `UsageError` for bad usage and let an `AppError` pass: `runCli` prints both as one line. */
export type VerbAction = (input: VerbInput) => Promise<ExitCode>;

/**
 * What every `commands/<verb>.ts` exports under the name `register`: declares arguments, options and
 * the examples of `--help` (`withExamples`) on the command, and returns what the verb does.
 */
export type RegisterVerb = (command: Command, io: Io) => VerbAction;

/** A row of the verb table: everything that the program's `--help` needs without loading the verb. */
export type Verb = {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly register: RegisterVerb }>;
};

/** Adds the examples that every verb's `--help` ends with; each is a full command line. */
export function withExamples(command: Command, ...examples: readonly string[]): Command {
  return command.addHelpText('after', `\nExamples:\n${examples.map((e) => `  $ ${e}`).join('\n')}`);
}
