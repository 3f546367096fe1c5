import { parseIamArn } from '../../../domain/principal/iam-arn.ts';
import { type ConfigFault, faultIf, repeatsOf } from '../config-fault.ts';
import type { Config, ManagedAccount } from '../config-schema.ts';

/** Accounts named twice, roles of another account, two accounts that both claim to be the product's own. */
export function faultsOfAccounts({ accounts }: Config): readonly ConfigFault[] {
  const own = accounts.filter(({ spokeRoles }) => spokeRoles === null);
  return [
    ...repeatsOf(
      accounts.map(({ id }) => id),
      (index) => `accounts[${index}].id`,
    ),
    ...repeatsOf(
      accounts.map(({ name }) => name),
      (index) => `accounts[${index}].name`,
    ),
    ...faultIf(
      own.length > 1,
      'accounts',
      `only the account that the product runs in has no spokeRoles; ${own.map(({ id }) => id).join(' and ')} have none`,
    ),
    ...accounts.flatMap(faultsOfAccount),
  ];
}

function faultsOfAccount(
  { id, apply, spokeRoles }: ManagedAccount,
  index: number,
): readonly ConfigFault[] {
  if (spokeRoles === null) return [];
  const path = `accounts[${index}].spokeRoles`;
  return [
    ...Object.entries(spokeRoles).flatMap(([name, arn]) =>
      faultIf(
        arn !== null && parseIamArn(arn)?.account !== id,
        `${path}.${name}`,
        `this role is not of account ${id}`,
      ),
    ),
    ...repeatsOf(Object.values(spokeRoles), () => path),
    ...faultIf(
      apply === 'direct' && spokeRoles.applier === null,
      `${path}.applier`,
      'apply: direct needs the applier role of deploy/spoke.yml',
    ),
  ];
}
