import { withExamples, type RegisterVerb } from '../command.ts';
import { decide } from '../decide.ts';
import { withLocalOptions } from '../local-verb.ts';

export const register: RegisterVerb = (command, io) => {
  withLocalOptions(command.argument('<id>', 'id of a proposal (p-…), or of a finding with one'))
    .option('--digest <digest>', 'the change that you looked at; asked for on a terminal')
    .option('--by <name>', 'who approves (default: $USER)')
    .option('--reason <text>', 'why, for the history');
  withExamples(
    command,
    'rolemender approve p-3k9x2a-9f2c11ab --digest 4be1f20c93aa',
    'rolemender approve f-3k9x2a-7qd81mzt',
  );
  return ({ args: [id = ''], options }) => decide('approved', id, options, io);
};
