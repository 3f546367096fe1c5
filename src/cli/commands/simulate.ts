import { createColors } from 'picocolors';
import {
  composeSimulate,
  readPolicyTexts,
  simulateFiles,
  type Simulate,
} from '../../compose/cli-simulate.ts';
import { type Io, type RegisterVerb, withExamples } from '../command.ts';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import { renderSimulation, toSimulationLine } from '../render/simulation.ts';
import { UsageError } from '../usage-error.ts';
import { write } from '../write.ts';

type Options = {
  readonly principal?: string;
  readonly action?: string;
  readonly resource?: string;
  readonly context?: readonly string[];
  readonly policy?: readonly string[];
  readonly snapshot?: string;
  readonly json?: boolean;
};

export const register: RegisterVerb = (command, io) => {
  command
    .argument('[file...]', 'files of requests, one JSON object a line; - for standard input')
    .option('--principal <arn>', 'the role, user or session that asks')
    .option('--action <action>', 'the IAM action, such as s3:GetObject')
    .option('--resource <arn>', 'the resource that it asks for')
    .option('--context <key=value...>', 'values of condition keys; a key that is absent is unknown')
    .option('--policy <file...>', 'identity policies to judge by')
    .option('--snapshot <file>', 'judge by the principal’s policies in this account snapshot')
    .option('--json', 'print the answer as one JSON line');
  withExamples(
    command,
    'rolemender simulate --principal arn:aws:iam::111122223333:role/web --action s3:GetObject \\\n      --resource arn:aws:s3:::media/a.png --context aws:SourceIp=10.0.0.1 --snapshot account.json',
    'rolemender simulate - < requests.jsonl',
  );
  return async ({ args, options }) => {
    const given: Options = options;
    const isOne = given.principal ?? given.action ?? given.resource;
    if (isOne === undefined && args.length === 0 && io.isTTY.stdin) {
      throw new UsageError('name a file, -, or --principal, --action and --resource');
    }
    const simulate = await composeSimulate(given.snapshot);
    return isOne === undefined
      ? simulateAll(args.length === 0 ? ['-'] : args, io, simulate)
      : simulateOne(given, io, simulate);
  };
};

async function simulateAll(
  files: readonly string[],
  io: Io,
  simulate: Simulate,
): Promise<ExitCode> {
  let input = 0;
  let bad = 0;
  for await (const outcomes of simulateFiles(files, io, simulate)) {
    const lines = outcomes.map((outcome) => {
      if (outcome.kind === 'invalid') bad++;
      return toSimulationLine(++input, outcome);
    });
    if (lines.length > 0) await write(io.stdout, lines.join(''));
  }
  if (bad === 0) return EXIT_CODES.done;
  return bad === input ? EXIT_CODES['bad-input'] : EXIT_CODES.partly;
}

async function simulateOne(options: Options, io: Io, simulate: Simulate): Promise<ExitCode> {
  const { principal, action, resource, policy = [] } = options;
  if (!principal || !action || !resource) {
    throw new UsageError('--principal, --action and --resource belong together');
  }
  const outcome = await simulate({
    principal,
    action,
    resource,
    context: toContext(options.context ?? []),
    identityPolicies: await readPolicyTexts(policy),
  });
  if (outcome.kind === 'invalid') {
    throw new UsageError(
      `${outcome.path === '' ? 'the request' : outcome.path}: ${outcome.reason}`,
    );
  }
  const answer = options.json
    ? toSimulationLine(1, outcome)
    : renderSimulation(outcome, createColors(io.colour));
  await write(io.stdout, answer);
  return EXIT_CODES.done;
}

function toContext(pairs: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const context: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError(`--context: "${pair}" is not key=value`);
    (context[pair.slice(0, at)] ??= []).push(pair.slice(at + 1));
  }
  return context;
}
