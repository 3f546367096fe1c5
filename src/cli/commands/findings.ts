import { type Finding, FINDING_STATES } from '../../domain/finding/finding.ts';
import { withExamples, type RegisterVerb } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { feedFiles } from '../feed-files.ts';
import { type LocalOptions, withLocalApp, withLocalOptions } from '../local-verb.ts';
import { toFindingsTable, toNoneInState } from '../render/findings-table.ts';
import { toFindingJson } from '../render/finding-json.ts';
import { toJsonText } from '../render/terminal-text.ts';
import { UsageError } from '../usage-error.ts';
import { write } from '../write.ts';

type Options = LocalOptions & { readonly state?: string; readonly from?: readonly string[] };

export const register: RegisterVerb = (command, io) => {
  withLocalOptions(command)
    .option('--from <file...>', 'take the denials of these files in first (- is standard input)')
    .option('--state <state>', `only findings in this state: ${FINDING_STATES.join(', ')}`);
  withExamples(
    command,
    'rolemender findings --from denials.jsonl --snapshot account.json',
    'rolemender findings --state proposed',
    'rolemender findings --json',
  );
  return async ({ options }) => {
    const { from = [], state, ...local } = options as Options;
    if (state !== undefined && !(FINDING_STATES as readonly string[]).includes(state)) {
      throw new UsageError(`--state: "${state}" is no state; one of ${FINDING_STATES.join(', ')}`);
    }
    return withLocalApp(local, io, async (app) => {
      const fed = from.length > 0 ? await feedFiles(app, from, io) : EXIT_CODES.done;
      const all = await app.listFindings();
      const findings = all.filter((finding) => state === undefined || finding.state === state);
      const toText = (shown: readonly Finding[]) =>
        shown.length === 0 && all.length > 0 && state !== undefined
          ? toNoneInState(state)
          : toFindingsTable(shown, io);
      const output = local.json
        ? `${toJsonText({ schema: 'rolemender.findings/1', findings: findings.map(toFindingJson) }, 2)}\n`
        : toText(findings);
      await write(io.stdout, output);
      return fed;
    });
  };
};
