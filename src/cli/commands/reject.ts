import { withExamples, type RegisterVerb } from '../command.ts';
import { decide } from '../decide.ts';
import { withLocalOptions } from '../local-verb.ts';

export const register: RegisterVerb = (command, io) => {
  withLocalOptions(command.argument('<id>', 'id of a proposal (p-…), or of a finding with one'))
    .requiredOption(
      '--reason <text>',
      'why: wrong resource, a bug of the application, suspicious, …',
    )
    .option('--digest <digest>', 'the change that you looked at; asked for on a terminal')
    .option('--by <name>', 'who rejects (default: $USER)');
  withExamples(
    command,
    'rolemender reject p-3k9x2a-9f2c11ab --digest 4be1f20c93aa --reason "a bug of the application"',
  );
  return ({ args: [id = ''], options }) => decide('rejected', id, options, io);
};
