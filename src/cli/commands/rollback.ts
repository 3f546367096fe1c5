import { toThreeWayText } from '../render/three-way.ts';
import { withExamples, type RegisterVerb } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { deciderOf, type LocalOptions, withLocalApp, withLocalOptions } from '../local-verb.ts';
import { toOutcomeText } from '../render/decision.ts';
import { toProposalJson } from '../render/finding-json.ts';
import { toJsonText, toTerminalText } from '../render/terminal-text.ts';
import { UsageError } from '../usage-error.ts';
import { write } from '../write.ts';

type Options = LocalOptions & { readonly by?: string; readonly reason?: string };

export const register: RegisterVerb = (command, io) => {
  withLocalOptions(command.argument('<id>', 'id of an applied proposal (p-…)'))
    .option('--by <name>', 'who takes it back (default: $USER)')
    .option('--reason <text>', 'why, for the history');
  withExamples(command, 'rolemender rollback p-3k9x2a-9f2c11ab --reason "not needed after all"');
  return async ({ args: [id = ''], options }) => {
    const { by, reason = null, ...local } = options as Options;
    return withLocalApp(local, io, async (app) => {
      const outcome = await app.rollBack({ proposalId: id, by: deciderOf(by, io), reason });
      switch (outcome.kind) {
        case 'not-found':
          throw new UsageError(`there is no proposal ${id}`);
        case 'not-applied':
          throw new UsageError(`${id} is ${outcome.state}: there is no change to take back`);
        case 'moved':
          await write(io.stderr, `not rolled back: ${toTerminalText(outcome.reason)}.\n`);
          await write(io.stdout, toThreeWayText(outcome.diff, io.colour));
          return EXIT_CODES['refused-by-guardrail'];
        case 'recorded': {
          const view = await app.show(id);
          const proposal = view?.proposals.find((each) => each.id === id) ?? outcome.proposal;
          const text = local.json
            ? toJsonText({ schema: 'rolemender.proposal/1', ...toProposalJson(proposal) }, 2)
            : toOutcomeText(proposal);
          await write(io.stdout, `${text}\n`);
          return proposal.state === 'rolled-back' ? EXIT_CODES.done : EXIT_CODES.partly;
        }
      }
    });
  };
};
