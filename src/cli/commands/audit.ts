import { Argument } from 'commander';
import { type Audit, openAudit, readAnchorFile, saveAnchor } from '../../compose/open-audit.ts';
import { toAnchorLine } from '../../domain/audit/audit-anchor.ts';
import { withExamples, type RegisterVerb } from '../command.ts';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import { dataDirectoryOf, type LocalOptions } from '../local-verb.ts';
import { regionOf } from '../region.ts';
import { toAuditLine, toChainText } from '../render/audit.ts';
import { toJsonText } from '../render/terminal-text.ts';
import type { Io } from '../command.ts';
import { write } from '../write.ts';

type Options = Pick<LocalOptions, 'data' | 'json'> & {
  readonly table?: string;
  readonly region?: string;
  readonly anchor?: string;
  readonly save?: string;
  readonly id?: string;
};

const ACTIONS = { verify, anchor, list } as const;

export const register: RegisterVerb = (command, io) => {
  command
    .addArgument(
      new Argument('<action>', 'verify the history, anchor its head, or list its rows').choices(
        Object.keys(ACTIONS),
      ),
    )
    .option('--data <dir>', 'data directory (default: $ROLEMENDER_DATA or .rolemender)')
    .option('--table <name>', 'audit table of a deployment, instead of a data directory')
    .option('--region <region>', 'of the table (default: $AWS_REGION)')
    .option('--anchor <file>', 'verify: anchors to compare with, one a line')
    .option('--save <file>', 'anchor: add the anchor to this file')
    .option('--id <id>', 'list: only what concerns this finding, proposal or policy')
    .option('--json', 'print JSON and nothing else on stdout; list: one line a row');
  withExamples(
    command,
    'rolemender audit verify',
    'rolemender audit verify --table rolemender-audit --anchor anchors.jsonl',
    'rolemender audit anchor --save anchors.jsonl',
    'rolemender audit list --id p-3k9x2a-9f2c11ab',
  );
  return async ({ args: [action], options }) => {
    const chosen = options as Options;
    const audit = await openAudit(placeOf(chosen, io));
    try {
      return await ACTIONS[action as keyof typeof ACTIONS](audit, chosen, io);
    } finally {
      await audit.close();
    }
  };
};

function placeOf(options: Options, io: Io): Parameters<typeof openAudit>[0] {
  const { table: tableName } = options;
  return tableName === undefined
    ? { kind: 'data', directory: dataDirectoryOf(options, io) }
    : { kind: 'table', tableName, region: regionOf(options.region, io) };
}

async function verify(audit: Audit, { anchor: file, json }: Options, io: Io): Promise<ExitCode> {
  const report = await audit.verify(file === undefined ? [] : await readAnchorFile(file));
  const document = { schema: 'rolemender.audit/1', sound: report.faultCount === 0, ...report };
  await write(io.stdout, json ? `${toJsonText(document, 2)}\n` : toChainText(report));
  return report.faultCount === 0 ? EXIT_CODES.done : EXIT_CODES.missing;
}

async function anchor(audit: Audit, { save }: Options, io: Io): Promise<ExitCode> {
  const head = await audit.anchor();
  if (save !== undefined) await saveAnchor(save, head);
  await write(io.stdout, `${toAnchorLine(head)}\n`);
  return EXIT_CODES.done;
}

async function list(audit: Audit, { id, json }: Options, io: Io): Promise<ExitCode> {
  for await (const row of audit.rows(id)) {
    await write(io.stdout, `${json ? toJsonText(row) : toAuditLine(row)}\n`);
  }
  return EXIT_CODES.done;
}
