import { Option } from 'commander';
import {
  composeExplain,
  type Explanation,
  type Grant,
  type PolicyPreview,
  type PreviewPolicies,
  previewOnPolicyFile,
  previewOnSnapshot,
} from '../../compose/cli-explain.ts';
import type { Answer } from '../../domain/finding/answer.ts';
import { toGrants } from '../../domain/policy/to-grants.ts';
import { type Io, type RegisterVerb, withExamples } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { toExplainExitCode } from '../explain-exit-code.ts';
import { toExplanationJson } from '../render/explanation-json.ts';
import { renderExplanation, renderUnfixed } from '../render/explanation-text.ts';
import { renderPreview } from '../render/policy-preview.ts';
import { createProgressBar } from '../render/progress-bar.ts';
import { createRedact } from '../render/redact.ts';
import { type Format, FORMATS, renderGrants } from '../render/statement-formats.ts';
import {
  joinText,
  type TerminalText,
  text,
  toJsonText,
  toTerminalText,
} from '../render/terminal-text.ts';
import { UsageError } from '../usage-error.ts';
import { write } from '../write.ts';

type Options = {
  readonly json?: boolean;
  readonly each?: boolean;
  readonly format?: Format;
  readonly redact?: boolean;
  readonly snapshot?: string;
  readonly policy?: string;
  readonly against?: string;
  readonly decode?: boolean;
};

/** Where the output goes, masked where masking was asked for. */
type Out = {
  readonly print: (text: TerminalText) => Promise<void>;
  readonly complain: (line: TerminalText) => Promise<void>;
};

export const register: RegisterVerb = (command, io) => {
  command
    .argument('[file...]', 'files to read, - for standard input (the default when it is piped)')
    .option('--json', 'print one JSON document and nothing else on stdout')
    .option('--each', 'print one JSON line for each record, in their order, nothing grouped')
    .addOption(new Option('--format <format>', 'print only the fix, as code').choices(FORMATS))
    .option(
      '--redact',
      'mask account ids, IP addresses, access key ids, e-mail addresses and finding ids',
    )
    .option('--policy <file>', 'show this policy before and after, and its size')
    .addOption(new Option('--against <file>', 'the same as --policy').hideHelp())
    .option(
      '--decode',
      'decode EC2’s encoded messages by AWS STS (needs credentials and sts:DecodeAuthorizationMessage)',
    )
    .option('--snapshot <file>', 'name the policy to change in this account snapshot');
  withExamples(
    command,
    'rolemender explain event.json',
    'rolemender explain --each trail/*.json.gz | jq -c .statement',
    'pbpaste | rolemender explain -',
    'rolemender explain --format terraform denials.jsonl',
    'rolemender explain --policy role.json event.json',
  );
  command.addHelpText(
    'after',
    '\nExit status: 0 fix found or nothing denied, 2 nothing readable, 3 no Allow can fix it, 4 refused by a guardrail, 5 mixed.',
  );
  return ({ args, options }) => explain(args, checked(options), io);
};

function checked(options: Options): Options {
  const shapes = [options.json, options.each, options.format].filter(Boolean).length;
  if (shapes > 1 && !(options.json && options.each && !options.format)) {
    throw new UsageError('--format goes with neither --json nor --each');
  }
  if (options.each && (options.policy ?? options.against ?? options.snapshot)) {
    throw new UsageError('--each goes with none of --policy, --against and --snapshot');
  }
  const policies = [options.policy, options.against, options.snapshot].filter(Boolean).length;
  if (policies > 1) throw new UsageError('--policy and --snapshot do not go together');
  if (options.format && policies > 0) {
    throw new UsageError('--format goes with neither --policy nor --snapshot');
  }
  return options;
}

async function explain(args: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  if (args.length === 0 && io.isTTY.stdin) {
    throw new UsageError('name a file, or - for standard input; see rolemender explain --help');
  }
  const files = args.length === 0 ? ['-'] : args;
  const redact = options.redact ? createRedact() : String;
  const out: Out = {
    print: (text) => write(io.stdout, redact(text)),
    complain: (text) => write(io.stderr, redact(`rolemender: ${text}\n`)),
  };
  const explainer = await composeExplain(io, {
    decode: options.decode ?? false,
    onNotDecoded: (reason) => void out.complain(toTerminalText(reason)),
  });
  if (options.each) return printEach(explainer.each({ files }), out);
  const preview = await previewOf(options);
  const bar = createProgressBar(io, await explainer.totalBytes(files));
  const explanation = await explainer.grouped({ files, onBytes: bar.update });
  await bar.stop();
  const grants = toGrants(explanation.findings);
  await printGrouped(explanation, grants, await preview(grants), { options, out, io });
  await reportUnreadable(explanation, out);
  return toExplainExitCode(answersOf(explanation));
}

async function printGrouped(
  explanation: Explanation,
  grants: readonly Grant[],
  previews: readonly PolicyPreview[],
  { options, out, io }: { readonly options: Options; readonly out: Out; readonly io: Io },
): Promise<void> {
  if (options.json) return out.print(toExplanationJson(explanation, previews));
  if (options.format) {
    await out.print(renderGrants(grants, options.format));
    for (const line of renderUnfixed(explanation)) await out.complain(line);
    return;
  }
  await out.print(renderExplanation(explanation, io.colour));
  for (const shown of previews) await out.print(text`\n${renderPreview(shown, io.colour)}`);
}

async function printEach(
  batches: ReturnType<Awaited<ReturnType<typeof composeExplain>>['each']>,
  { print }: Out,
): Promise<ExitCode> {
  const answers = new Set<Answer>();
  for await (const batch of batches) {
    const lines = batch.map(({ line, answer }) => {
      answers.add(answer);
      return text`${toJsonText(line)}\n`;
    });
    if (lines.length > 0) await print(joinText(lines, ''));
  }
  return toExplainExitCode(answers);
}

function previewOf({ policy, against, snapshot }: Options): Promise<PreviewPolicies> {
  const file = policy ?? against;
  if (file !== undefined) return previewOnPolicyFile(file);
  return snapshot === undefined ? Promise.resolve(async () => []) : previewOnSnapshot(snapshot);
}

const MOST_COMPLAINTS = 10;

async function reportUnreadable(
  { unreadable, unreadableOmitted }: Explanation,
  { complain }: Out,
): Promise<void> {
  for (const { reason } of unreadable.slice(0, MOST_COMPLAINTS)) {
    await complain(toTerminalText(reason));
  }
  const more = unreadable.length + unreadableOmitted - MOST_COMPLAINTS;
  if (more > 0) await complain(text`and ${more} more unreadable records`);
}

function answersOf({ findings, notDenials, unreadable }: Explanation): ReadonlySet<Answer> {
  const answers = new Set<Answer>(findings.map(({ answer }) => answer));
  if (notDenials.length > 0) answers.add('not-a-denial');
  if (unreadable.length > 0) answers.add('unreadable');
  return answers;
}
