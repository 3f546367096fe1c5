import {
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { HUB_CREDENTIALS, type MotoCredentials } from './moto-calls.ts';
import { policyArnOf, type SeedDenial } from './seed-denials.ts';

const region = 'us-east-1';

/** Credentials of another account: moto gives a session to the account of its role, be there such a role or not. */
export async function credentialsOf(endpoint: string, account: string): Promise<MotoCredentials> {
  const sts = new STSClient({ region, endpoint, credentials: HUB_CREDENTIALS });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${account}:role/administrator`,
      RoleSessionName: 'seed',
    }),
  );
  return {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken!,
  };
}

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'ecs-tasks.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
});

/** Makes the principal of a seed denial and its policy, as they were before the denial. */
export async function seedPrincipal(
  endpoint: string,
  credentials: MotoCredentials,
  denial: SeedDenial,
): Promise<void> {
  const iam = new IAMClient({ region, endpoint, credentials });
  const { principal, policy } = denial;
  const { name } = principal;
  const Path = '/app/';
  await (principal.kind === 'role'
    ? iam.send(new CreateRoleCommand({ RoleName: name, Path, AssumeRolePolicyDocument: TRUST }))
    : iam.send(new CreateUserCommand({ UserName: name, Path })));
  const PolicyDocument = JSON.stringify(policy.document);
  const PolicyName = policy.name;
  if (policy.kind === 'inline') {
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName, PolicyDocument }));
    return;
  }
  await iam.send(new CreatePolicyCommand({ PolicyName, Path, PolicyDocument }));
  const PolicyArn = policyArnOf(denial);
  for (let version = 2; version <= (policy.versions ?? 1); version++) {
    const order = { PolicyArn, PolicyDocument, SetAsDefault: true };
    await iam.send(new CreatePolicyVersionCommand(order));
  }
  await (principal.kind === 'role'
    ? iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn }))
    : iam.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn })));
}
