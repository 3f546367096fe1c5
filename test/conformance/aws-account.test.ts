import { CreateRoleCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { createAwsAccounts } from '../../src/adapters/aws/accounts/aws-accounts.ts';
import { createRoleSessions, createStsClient } from '../../src/adapters/aws/sts/role-sessions.ts';
import { systemClock } from '../../src/adapters/system/clock.ts';
import { hasMoto, type Moto, startMoto } from '../builders/a-moto.ts';
import { ACCOUNT, aPolicyArn, aRoleArn, aUserArn } from '../builders/an-account.ts';
import { defineAccountContractTests } from '../contracts/account.contract.ts';
import type { AccountUnderTest } from '../contracts/account/under-test.ts';

const isThere = hasMoto();
if (!isThere) console.info("skipped: no moto_server on PATH (pip install 'moto[server]')");

const REGION = 'eu-west-1';
const HUB = { accessKeyId: 'AKIAHUB', secretAccessKey: 'hub' };
const FAST = {
  read: { perSecond: 10_000, burst: 10_000 },
  write: { perSecond: 10_000, burst: 10_000 },
};
const spokeRole = (name: string) => aRoleArn(name, '/rolemender/');

// Measured with moto 5.2.1. It also exports no unique id of a policy, filters `ListEntitiesForPolicy` by
// nothing and counts no boundaries: the adapter asks once more where AWS's answer would have told.
const GAPS_OF_MOTO = [
  'attachment-quota',
  'inline-quota',
  'managed-size',
  'document-characters',
  'policy-in-use',
] as const;

describe('conformance/aws-account', () => {
  if (!isThere) {
    it('is skipped where moto_server is absent', () => {});
    return;
  }
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto.stop());

  // A spoke: moto gives the sessions of a role to the account of its ARN, and to no other.
  defineAccountContractTests(
    'IAM of a spoke account in moto',
    async () => {
      await moto.reset();
      await seed(moto.endpoint);
      const accounts = createAwsAccounts({
        region: REGION,
        endpoint: moto.endpoint,
        credentials: HUB,
        externalId: 'deployment-7',
        clock: systemClock,
        rates: FAST,
        accounts: [
          {
            id: ACCOUNT,
            spokeRoles: {
              reader: spokeRole('reader'),
              applier: spokeRole('applier'),
              pruner: spokeRole('pruner'),
            },
          },
        ],
      });
      const scope = { id: 'p-contract', principalArn: aRoleArn('First'), policyArn: null };
      const account = { ...accounts.reader, ...accounts.writerFor(scope), ...accounts.pruner };
      return { account, ...names };
    },
    GAPS_OF_MOTO,
  );
});

const names: Omit<AccountUnderTest, 'account'> = {
  roleArn: aRoleArn('First'),
  otherRoleArn: aRoleArn('Second'),
  userArn: aUserArn('Deployer'),
  policyArn: aPolicyArn,
};

async function seed(endpoint: string): Promise<void> {
  const common = { region: REGION, endpoint };
  const client = createStsClient({ ...common, credentials: HUB });
  const sessions = createRoleSessions({ client, clock: systemClock, externalId: null });
  const credentials = await sessions({ roleArn: spokeRole('seeder'), sessionName: 'seed' });
  const iam = new IAMClient({ ...common, credentials });
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'ecs-tasks.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ],
  };
  const AssumeRolePolicyDocument = JSON.stringify(trust);
  for (const RoleName of ['First', 'Second']) {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  }
  await iam.send(new CreateUserCommand({ UserName: 'Deployer' }));
}
