import type { Config } from '../../src/compose/config/config-schema.ts';
import { parseIamArn } from '../../src/domain/principal/iam-arn.ts';
import { SEPARATE_POLICY_PATH } from '../../src/domain/proposal/separate-policy.ts';

/**
 * The parameters of deploy/spoke.yml that the configuration decides, one set an account, in the form that
 * `aws cloudformation` takes. What is not opted in is an empty list, and then the stack has no such role.
 */
export function toSpokeParameters(config: Config): Readonly<Record<string, unknown>> {
  const { accounts, apply, retention, scope } = config;
  const spokes = accounts.filter(({ spokeRoles }) => spokeRoles !== null);
  return Object.fromEntries(
    spokes.map((account) => {
      const isHere = (arn: string) => parseIamArn(arn)?.account === account.id;
      const optedIn = account.apply === 'direct' ? apply.policies.filter(isHere) : [];
      const isPolicy = (arn: string) => parseIamArn(arn)?.type === 'policy';
      return [
        account.id,
        toParameters({
          WritablePolicyArns: optedIn.filter(isPolicy),
          WritableRoleArns: optedIn.filter((arn) => !isPolicy(arn)),
          AttachableRoleArns: optedIn.some(isOwnPolicy) ? scope.roles : [],
          PrunablePolicyArns: retention.delete ? retention.policies.filter(isHere) : [],
        }),
      ];
    }),
  );
}

/** True for the ARN of a policy below the product's own path, wildcards allowed. */
export function isOwnPolicy(arn: string): boolean {
  const { type, path } = parseIamArn(arn) ?? {};
  return type === 'policy' && (path ?? '').startsWith(SEPARATE_POLICY_PATH);
}

function toParameters(lists: Readonly<Record<string, readonly string[]>>): readonly unknown[] {
  return Object.entries(lists).map(([ParameterKey, values]) => ({
    ParameterKey,
    ParameterValue: values.join(','),
  }));
}
