import type { CheckLine } from '../../domain/deployment/check.ts';
import { type Io, withExamples, type RegisterVerb } from '../command.ts';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import { dataDirectoryOf, type LocalOptions } from '../local-verb.ts';
import { regionOf } from '../region.ts';
import { toDoctorText } from '../render/doctor.ts';
import { toJsonText } from '../render/terminal-text.ts';
import { write } from '../write.ts';

type Options = Pick<LocalOptions, 'data' | 'json'> & {
  readonly config?: string;
  readonly stack?: readonly string[];
  readonly region?: string;
};

export const register: RegisterVerb = (command, io) => {
  command
    .option('--config <file>', 'rolemender.yml of a deployment; without it local mode is looked at')
    .option(
      '--stack <file...>',
      'what "aws cloudformation list-stack-resources" and "describe-stacks" print of it',
    )
    .option('--region <region>', 'of the deployment (default: $AWS_REGION)')
    .option(
      '--data <dir>',
      'data directory of local mode (default: $ROLEMENDER_DATA or .rolemender)',
    )
    .option('--json', 'print one JSON document and nothing else on stdout');
  withExamples(
    command,
    'rolemender doctor',
    'rolemender doctor --config rolemender.yml --stack resources.json stack.json --region us-east-1',
  );
  return async ({ options }) => {
    const chosen = options as Options;
    const lines = await look(chosen, io);
    const document = { schema: 'rolemender.doctor/1', lines };
    const output = chosen.json ? `${toJsonText(document, 2)}\n` : toDoctorText(lines, io.colour);
    await write(io.stdout, output);
    return toExitCode(lines);
  };
};

async function look(options: Options, io: Io): Promise<readonly CheckLine[]> {
  const { config, stack = [], region } = options;
  if (config === undefined) {
    const { checkLocal } = await import('../../compose/doctor/check-local.ts');
    return checkLocal(dataDirectoryOf(options, io));
  }
  const { checkAws } = await import('../../compose/doctor/check-aws.ts');
  return checkAws({ configFile: config, stackFiles: stack, region: regionOf(region, io) });
}

function toExitCode(lines: readonly CheckLine[]): ExitCode {
  const has = (state: CheckLine['state']) => lines.some((line) => line.state === state);
  if (has('failed')) return EXIT_CODES.missing;
  return has('unproven') ? EXIT_CODES.partly : EXIT_CODES.done;
}
