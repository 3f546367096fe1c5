import { composeFix, type FileEdit, type RepositoryFix } from '../../compose/cli-fix.ts';
import { toGrants } from '../../domain/policy/to-grants.ts';
import { toCommitMessage } from '../../domain/proposal/commit-message.ts';
import { type Io, type RegisterVerb, withExamples } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { toFixExitCode } from '../fix-exit-code.ts';
import { toFixJson, type Written } from '../render/fix-json.ts';
import { renderFix } from '../render/fix-text.ts';
import { toTerminalText, text } from '../render/terminal-text.ts';
import { UsageError } from '../usage-error.ts';
import { write } from '../write.ts';

type Options = {
  readonly repo: string;
  readonly policy?: string;
  readonly snapshot?: string;
  readonly write?: boolean;
  readonly branch?: string;
  readonly json?: boolean;
};

export const register: RegisterVerb = (command, io) => {
  command
    .argument('[event...]', 'files of denials, as explain reads them; - for standard input')
    .option('--repo <dir>', 'the repository, or a folder of it, where the policy is written', '.')
    .option('--policy <file#address>', 'the policy to edit, where it is not to be looked for')
    .option('--snapshot <file>', 'tell by this account snapshot which policy of the role is meant')
    .option('--write', 'edit the files; without it the difference is printed only')
    .option('--branch <name>', 'commit the difference to a new branch of git, and leave the files')
    .option('--json', 'print one JSON document and nothing else on stdout');
  withExamples(
    command,
    'rolemender fix event.json',
    'rolemender fix denials.jsonl --repo infra --write',
    'rolemender fix event.json --policy iam/task-role.json',
    'rolemender fix event.json --policy "iam.tf#aws_iam_policy.app" --branch fix-app-role',
  );
  command.addHelpText(
    'after',
    '\nExit status: 0 edited or there already, 2 nothing readable, 3 no Allow can fix it, 4 refused by a guardrail, 5 some of it needs a person.',
  );
  return ({ args, options }) => fix(args, checked(options as Options), io);
};

function checked(options: Options): Options {
  if (options.write && options.branch !== undefined) {
    throw new UsageError('--write and --branch do not go together');
  }
  return options;
}

async function fix(args: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  if (args.length === 0 && io.isTTY.stdin) {
    throw new UsageError('name a file, or - for standard input; see rolemender fix --help');
  }
  const fixer = await composeFix(io, {
    repository: options.repo,
    snapshot: options.snapshot ?? null,
    named: options.policy === undefined ? null : toNamedPlace(options.policy),
  });
  const explanation = await fixer.explain({ files: args.length === 0 ? ['-'] : args });
  const fixed = await fixer.fix(toGrants(explanation.findings));
  const written = await writeFix(fixed, options, fixer);
  await write(
    io.stdout,
    options.json
      ? toFixJson(explanation, fixed, written)
      : renderFix(explanation, fixed, written, io.colour),
  );
  for (const { reason } of explanation.unreadable.slice(0, MOST_COMPLAINTS)) {
    await write(io.stderr, text`rolemender: ${toTerminalText(reason)}\n`);
  }
  return toFixExitCode(explanation, fixed);
}

const MOST_COMPLAINTS = 10;

function toNamedPlace(named: string) {
  const at = named.indexOf('#');
  const path = (at < 0 ? named : named.slice(0, at)).replace(/^\.\//, '');
  if (path === '') throw new UsageError('--policy names no file');
  return { path, address: at < 0 ? null : named.slice(at + 1) };
}

async function writeFix(
  { fixes, files }: RepositoryFix,
  options: Options,
  fixer: Pick<Awaited<ReturnType<typeof composeFix>>, 'workingTree' | 'branches'>,
): Promise<Written> {
  if (files.length === 0) return { kind: 'nothing' };
  if (options.write) {
    await fixer.workingTree.replace(files);
    return { kind: 'files' };
  }
  if (options.branch === undefined) return { kind: 'nothing' };
  const changes = fixes.flatMap(({ change, outcome }) =>
    outcome.kind === 'edited' ? [change] : [],
  );
  const { commit } = await fixer.branches.commit(
    options.branch,
    files satisfies readonly FileEdit[],
    toCommitMessage(changes),
  );
  return { kind: 'branch', branch: options.branch, commit };
}
