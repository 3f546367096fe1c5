import { parseIamArn } from '../../../domain/principal/iam-arn.ts';
import { type ConfigFault, faultIf, repeatsOf } from '../config-fault.ts';
import type { Config } from '../config-schema.ts';
import { isTooWide, tooWide } from './apply.ts';

/** Deleting without naming what, and in accounts where no role may. */
export function faultsOfRetention({ accounts, retention }: Config): readonly ConfigFault[] {
  const { delete: deletes, policies } = retention;
  return [
    ...repeatsOf(policies, (index) => `retention.policies[${index}]`),
    ...faultIf(
      deletes && policies.length === 0,
      'retention.policies',
      'delete: true needs the policies whose versions may be deleted',
    ),
    ...policies.flatMap((entry, index) => {
      const path = `retention.policies[${index}]`;
      const { account, path: iamPath, name } = parseIamArn(entry)!;
      const managed = accounts.find(({ id }) => id === account);
      const hasNoPruner = managed?.spokeRoles?.pruner === null;
      return [
        ...faultIf(managed === undefined, path, `${account} is not under accounts`),
        ...faultIf(
          deletes && hasNoPruner,
          path,
          `account ${account} has no spokeRoles.pruner, which deletes versions`,
        ),
        ...faultIf(isTooWide(iamPath, name), path, tooWide('policy')),
      ];
    }),
  ];
}
