import { withExamples, type RegisterVerb } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { type LocalOptions, withLocalApp, withLocalOptions } from '../local-verb.ts';
import { toFindingJson, toProposalJson } from '../render/finding-json.ts';
import { toFindingText } from '../render/finding-view.ts';
import { toJsonText } from '../render/terminal-text.ts';
import { UsageError } from '../usage-error.ts';
import { write } from '../write.ts';

export const register: RegisterVerb = (command, io) => {
  withLocalOptions(command.argument('<id>', 'id of a finding (f-…) or of a proposal (p-…)'));
  withExamples(
    command,
    'rolemender show f-3k9x2a-7qd81mzt',
    'rolemender show p-3k9x2a-9f2c11ab --json',
  );
  return async ({ args: [id = ''], options }) => {
    const local = options as LocalOptions;
    return withLocalApp(local, io, async (app) => {
      const view = await app.show(id);
      if (view === undefined) throw new UsageError(`there is no finding or proposal ${id}`);
      const document = {
        schema: 'rolemender.finding/1',
        finding: toFindingJson(view.finding),
        proposals: view.proposals.map(toProposalJson),
      };
      const output = local.json ? `${toJsonText(document, 2)}\n` : toFindingText(view, io.colour);
      await write(io.stdout, output);
      return EXIT_CODES.done;
    });
  };
};
