import { parseIamArn } from '../../domain/principal/iam-arn.ts';
import type { Config } from './config-schema.ts';
import { isPolicyPath } from './config-values.ts';

/** A configuration whose `apply.policies` holds ARNs only: a path stands for the policies below it in every account with direct apply. */
export function toApplyPatterns(config: Config): Config {
  const direct = config.accounts.filter(({ apply }) => apply === 'direct');
  const partition = partitionOf(config);
  const policies = config.apply.policies.flatMap((entry) =>
    isPolicyPath(entry)
      ? direct.map(({ id }) => `arn:${partition}:iam::${id}:policy${entry}*`)
      : [entry],
  );
  return { ...config, apply: { ...config.apply, policies: [...new Set(policies)] } };
}

/** The partition that the configuration is for (`aws`, `aws-cn`, …): that of the roles in scope. */
export function partitionOf({ scope }: Config): string {
  return parseIamArn(scope.roles[0] ?? '')?.partition ?? 'aws';
}
