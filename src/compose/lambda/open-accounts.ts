import { type AwsAccounts, createAwsAccounts } from '../../adapters/aws/accounts/aws-accounts.ts';
import { readEnvironment } from '../config/read-environment.ts';
import type { Environment } from './open-environment.ts';

/** IAM of every managed account, with the rights of the function that asks. */
export function openAccounts({ config, region, clock }: Environment): AwsAccounts {
  const { accounts } = config;
  const hasSpokes = accounts.some(({ spokeRoles }) => spokeRoles !== null);
  const externalId = hasSpokes ? readEnvironment('SPOKE_EXTERNAL_ID').SPOKE_EXTERNAL_ID : null;
  return createAwsAccounts({ accounts, region, externalId, clock });
}
