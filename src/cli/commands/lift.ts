import { LIFT_REFUSALS } from '../../domain/finding/lift-alert.ts';
import { withExamples, type RegisterVerb } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { deciderOf, type LocalOptions, withLocalApp, withLocalOptions } from '../local-verb.ts';
import { toFindingJson } from '../render/finding-json.ts';
import { text, toJsonText, toTerminalText } from '../render/terminal-text.ts';
import { UsageError } from '../usage-error.ts';
import { write } from '../write.ts';

type Options = LocalOptions & { readonly by?: string; readonly reason: string };

export const register: RegisterVerb = (command, io) => {
  withLocalOptions(command.argument('<id>', 'id of the alert (f-…)'))
    .requiredOption('--reason <text>', 'why it is harmless, for whoever looks into it later')
    .option('--by <name>', 'who lifts it (default: $USER)');
  withExamples(command, 'rolemender lift f-3k9x2a-7qd81mzt --reason "our own permission test"');
  return async ({ args: [id = ''], options }) => {
    const { by, reason, ...local } = options as Options;
    return withLocalApp(local, io, async (app) => {
      const outcome = await app.liftAlert({ findingId: id, by: deciderOf(by, io), reason });
      if (outcome.kind === 'refused') {
        if (outcome.code === 'not-found') throw new UsageError(`there is no finding ${id}`);
        await write(io.stderr, `not lifted: ${LIFT_REFUSALS[outcome.code]}.\n`);
        return EXIT_CODES['refused-by-guardrail'];
      }
      const { finding } = outcome;
      const said = local.json
        ? toJsonText({ schema: 'rolemender.finding/1', finding: toFindingJson(finding) }, 2)
        : text`${toTerminalText(finding.id)}: the alert is lifted. What is denied from now on is offered again.`;
      await write(io.stdout, text`${said}\n`);
      return EXIT_CODES.done;
    });
  };
};
