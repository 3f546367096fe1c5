import { withExamples, type RegisterVerb } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { deciderOf, type LocalOptions, withLocalApp, withLocalOptions } from '../local-verb.ts';
import { toPruneText } from '../render/prune-report.ts';
import { toJsonText } from '../render/terminal-text.ts';
import { UsageError } from '../usage-error.ts';
import { write } from '../write.ts';

type Options = LocalOptions & {
  readonly yes?: boolean;
  readonly keep: string;
  readonly policy?: string;
};

export const register: RegisterVerb = (command, io) => {
  withLocalOptions(command)
    .option('--yes', 'delete; without it nothing is changed')
    .option('--keep <n>', 'newest versions to keep beside the default and rollback targets', '2')
    .option('--policy <arn>', 'only this policy');
  withExamples(command, 'rolemender prune', 'rolemender prune --keep 3 --yes');
  return async ({ options }) => {
    const { yes = false, keep, policy, ...local } = options as Options;
    if (!/^\d{1,2}$/.test(keep))
      throw new UsageError(`--keep: "${keep}" is no number from 0 to 99`);
    return withLocalApp(local, io, async (app) => {
      const report = await app.prune({
        apply: yes,
        by: deciderOf(undefined, io),
        keepNewest: Number(keep),
        ...(policy === undefined ? {} : { policyArn: policy }),
      });
      const document = { schema: 'rolemender.prune/1', ...report };
      await write(
        io.stdout,
        local.json ? `${toJsonText(document, 2)}\n` : toPruneText(report, io.colour),
      );
      return EXIT_CODES.done;
    });
  };
};
