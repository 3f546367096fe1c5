import { parseIamArn } from '../../../domain/principal/iam-arn.ts';
import { partitionOf } from '../apply-patterns.ts';
import { type ConfigFault, faultIf, repeatsOf } from '../config-fault.ts';
import type { Config, ManagedAccount } from '../config-schema.ts';
import { isPolicyPath } from '../config-values.ts';

/** Opting in what is too wide, what is AWS's, or what is of an account without direct apply; a switch without anything opted in. */
export function faultsOfApply(config: Config): readonly ConfigFault[] {
  const { accounts, apply, scope } = config;
  const direct = accounts.filter((account) => account.apply === 'direct');
  return [
    ...repeatsOf(apply.policies, (index) => `apply.policies[${index}]`),
    ...apply.policies.flatMap((entry, index) =>
      faultsOfTarget(entry, `apply.policies[${index}]`, direct),
    ),
    ...accounts.flatMap((account, index) =>
      faultIf(
        account.apply === 'direct' && !apply.policies.some((entry) => isOf(entry, account)),
        `accounts[${index}].apply`,
        `apply: direct has no effect: nothing in apply.policies is of account ${account.id}`,
      ),
    ),
    ...faultsOfPartition(config),
    ...faultIf(
      scope.roles.length === 0,
      'scope.roles',
      'no role is in scope; leave it out for all',
    ),
  ];
}

function faultsOfTarget(
  entry: string,
  path: string,
  direct: readonly ManagedAccount[],
): readonly ConfigFault[] {
  if (isPolicyPath(entry)) {
    return faultIf(direct.length === 0, path, 'no account has apply: direct');
  }
  const { account, type, path: iamPath, name } = parseIamArn(entry)!;
  return [
    ...faultIf(
      !direct.some(({ id }) => id === account),
      path,
      `account ${account} is not under accounts with apply: direct`,
    ),
    ...faultIf(isTooWide(iamPath, name), path, tooWide(type)),
    ...faultIf(
      type === 'role' && /^\/aws-(?:service-role|reserved)\//.test(iamPath),
      path,
      'roles that AWS manages cannot be changed',
    ),
  ];
}

/** True where neither the path nor the name says anything before its first wildcard. */
export function isTooWide(iamPath: string, name: string): boolean {
  return /^\/[*?]/.test(iamPath + name);
}

/** The fault's sentence for an ARN that means every policy or every role. */
export function tooWide(type: string): string {
  return `this means every ${type}; name a path or the start of a name before the wildcard`;
}

function isOf(entry: string, { id }: ManagedAccount): boolean {
  return isPolicyPath(entry) || parseIamArn(entry)?.account === id;
}

function faultsOfPartition(config: Config): readonly ConfigFault[] {
  const partition = partitionOf(config);
  const { accounts, apply, scope, retention } = config;
  const arns = [
    ...scope.roles.map((arn, index) => ({ arn, path: `scope.roles[${index}]` })),
    ...apply.policies.map((arn, index) => ({ arn, path: `apply.policies[${index}]` })),
    ...retention.policies.map((arn, index) => ({ arn, path: `retention.policies[${index}]` })),
    ...accounts.map(({ spokeRoles }, index) => ({
      arn: spokeRoles?.reader ?? '',
      path: `accounts[${index}].spokeRoles.reader`,
    })),
  ];
  return arns.flatMap(({ arn, path }) => {
    const found = parseIamArn(arn)?.partition ?? partition;
    const message = `one installation serves one partition; this is ${found}, scope.roles is ${partition}`;
    return faultIf(found !== partition, path, message);
  });
}
