import { Command, CommanderError, Option } from 'commander';
import { AppError, isAppError } from '../kernel/app-error.ts';
import type { Io, Verb } from './command.ts';
import { EXIT_CODES, type ExitCode } from './exit-codes.ts';
import { toTerminalText } from './render/terminal-text.ts';
import { UsageError } from './usage-error.ts';
import { VERBS } from './verbs.ts';
import { isBrokenPipe } from './write.ts';

// esbuild replaces it by the version of package.json; a run from the sources has none.
declare const ROLEMENDER_VERSION: string | undefined;
const VERSION = typeof ROLEMENDER_VERSION === 'undefined' ? '0.0.0-source' : ROLEMENDER_VERSION;

/**
 * Runs one command line (without `node` and the script) and returns the exit code; never throws.
 * Only the verb that is asked for is loaded.
 */
export async function runCli(
  argv: readonly string[],
  io: Io,
  verbs: readonly Verb[] = VERBS,
): Promise<ExitCode> {
  try {
    if (argv.length === 0) return await runCli(['--help'], io, verbs);
    return await runVerb(argv, withColourFlags(argv, io), verbs);
  } catch (error) {
    // The reader of our output went away (`| head`): it has what it wanted.
    if (isBrokenPipe(error)) return EXIT_CODES.done;
    const failure = toFailure(error);
    if (failure.message !== '') io.stderr.write(`${failure.message}\n`);
    if (argv.includes('--debug') && error instanceof Error && !(error instanceof CommanderError)) {
      io.stderr.write(`${error.stack ?? ''}\n`);
    }
    return failure.code;
  }
}

async function runVerb(argv: readonly string[], io: Io, verbs: readonly Verb[]): Promise<ExitCode> {
  const program = createProgram(io);
  const words = argv.filter((word) => !word.startsWith('-'));
  const asked = words[0] === 'help' ? words[1] : words[0];
  let code: ExitCode = EXIT_CODES.done;
  for (const verb of verbs) {
    const command = program.command(verb.name).summary(verb.summary).description(verb.summary);
    if (verb.name !== asked) continue;
    const { register } = await verb.load();
    const act = register(command, io);
    command.allowExcessArguments(false).action(async () => {
      code = await act({ args: command.args, options: command.opts() });
    });
  }
  // Commander answers the help of an unknown verb with everybody's help.
  const isUnknown = words[0] === 'help' && asked !== undefined && !isVerb(asked, verbs);
  await program.parseAsync(isUnknown ? [asked] : [...argv], { from: 'user' });
  return code;
}

function isVerb(word: string, verbs: readonly Verb[]): boolean {
  return word === 'help' || verbs.some(({ name }) => name === word);
}

function createProgram(io: Io): Command {
  return new Command('rolemender')
    .description(
      'From an AWS AccessDenied to a least-privilege fix that a person approved, that was verified, and that can be undone.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .option('--debug', 'print stack traces of failures')
    .option('--no-colour', 'print without colour (NO_COLOR and FORCE_COLOR are honoured too)')
    .addOption(new Option('--no-color').hideHelp())
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (help) => void io.stdout.write(help),
      writeErr: (help) => void io.stderr.write(help),
      outputError: (fault, out) => out(`${toTerminalText(toOneLine(fault))}\n`),
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .showSuggestionAfterError();
}

// Commander says the suggestion on a second line; a failure is one line here.
function toOneLine(fault: string): string {
  const [first = '', ...rest] = fault.trim().split('\n');
  return ['rolemender:', first.replace(/^error: /, ''), ...rest].join(' ').trim();
}

function withColourFlags(argv: readonly string[], io: Io): Io {
  const off = argv.includes('--no-colour') || argv.includes('--no-color');
  return off ? { ...io, colour: false } : io;
}

type Failure = { readonly message: string; readonly code: ExitCode };

// What the user named is wrong or cannot be used; everything else is the machine's or ours.
const USERS_TO_MEND = [
  'not-found',
  'already-exists',
  'access-denied',
  'account-unreachable',
  'invalid-data',
  'malformed-policy',
] as const;

function toFailure(error: unknown): Failure {
  if (error instanceof CommanderError) {
    // Help and version end by a CommanderError too, with code 0; commander has printed everything.
    return { message: '', code: error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES['bad-input'] };
  }
  const message = `rolemender: ${toTerminalText(error instanceof Error ? error.message : String(error))}`;
  if (error instanceof UsageError) return { message, code: EXIT_CODES['bad-input'] };
  if (isAppError(error, ...USERS_TO_MEND)) {
    return { message, code: EXIT_CODES['bad-input'] };
  }
  if (error instanceof AppError) return { message, code: EXIT_CODES.internal };
  return {
    message: `${message} (internal error; run again with --debug for the place)`,
    code: EXIT_CODES.internal,
  };
}

/** True when stdout may be coloured: NO_COLOR wins, then FORCE_COLOR, then whether it is a terminal. */
export function isColourWanted(env: Io['env'], isTerminal: boolean): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}
