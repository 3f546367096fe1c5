import { around, matching, name, part } from '../forms.ts';
import { type Form, type Group, from, oneOf, row } from '../row.ts';

// Source: AWS KMS Developer Guide, “Key identifiers”. An alias does not tell its key.
const KEY = matching(/^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/i);
const isReEncrypt = (part: string) => (call: { readonly action: string }) =>
  call.action === `kms:reencrypt${part}`;
const isOther = (call: { readonly action: string }) => !call.action.startsWith('kms:reencrypt');
const keyAt = (path: string, when: (call: { readonly action: string }) => boolean) =>
  row('key', { KeyId: from(path, KEY) }, { arn: path, when });

/** Source: AWS KMS API Reference. */
export const kms: readonly Group[] = [
  oneOf(
    keyAt('sourceKeyId', isReEncrypt('from')),
    keyAt('destinationKeyId', isReEncrypt('to')),
    keyAt('targetKeyId|keyId', isOther),
  ),
  oneOf(row('alias', { Alias: from('aliasName', part(/^alias\/([\w/-]{1,250})$/)) })),
];

// Source: AWS Secrets Manager User Guide, “Secret ARN”: a hyphen and six random characters end it.
const secretName = around('', matching(/^[\w/+=.@-]{1,512}$/), '-??????');

/** Source: AWS Secrets Manager API Reference. */
export const secretsmanager: readonly Group[] = [
  oneOf(
    row(
      'Secret',
      { SecretId: from('secretId|secretIdList[]', secretName) },
      { arn: 'secretId|secretIdList[]' },
    ),
    row(
      'Secret',
      { SecretId: from('name', secretName) },
      { when: ({ operation }) => operation === 'createsecret' },
    ),
    // The secret that opens a cluster of the RDS Data API.
    row('Secret', undefined, { arn: 'secretArn|awsSecretStoreArn' }),
  ),
];

/** IAM's requests give no path: right for the path `/`; the message's ARN comes first. Source: IAM API Reference. */
export const iam: readonly Group[] = [
  oneOf(
    row(
      'role',
      { RoleNameWithPath: from('roleName', name) },
      { arn: 'roleArn|policySourceArn|arn' },
    ),
    row('user', { UserNameWithPath: from('userName', name) }, { arn: 'policySourceArn|arn' }),
    row('group', { GroupNameWithPath: from('groupName', name) }, { arn: 'policySourceArn|arn' }),
    row('policy', { PolicyNameWithPath: from('policyName', name) }, { arn: 'policyArn|arn' }),
    row('instance-profile', { InstanceProfileNameWithPath: from('instanceProfileName', name) }),
  ),
  oneOf(row('oidc-provider', undefined, { arn: 'openIDConnectProviderArn' })),
  oneOf(row('saml-provider', undefined, { arn: 'sAMLProviderArn' })),
  oneOf(
    row('server-certificate', { CertificateNameWithPath: from('serverCertificateName', name) }),
  ),
];

/** Source: AWS STS API Reference. */
export const sts: readonly Group[] = [
  oneOf(row('role', undefined, { arn: 'roleArn' })),
  oneOf(row('federated-user', { FederatedUserName: from('name', name) })),
];

// Source: Amazon Cognito API References: `REGION_id` and `REGION:uuid`.
const regionBefore = (separator: string): Form =>
  part(new RegExp(`^([a-z0-9-]{1,30})${separator}`));

export const cognitoIdp: readonly Group[] = [
  oneOf(
    row(
      'userpool',
      {
        UserPoolId: from('userPoolId', matching(/^[a-z0-9-]{1,30}_[A-Za-z0-9]{1,55}$/)),
        Region: from('userPoolId', regionBefore('_')),
      },
      { arn: 'resourceArn' },
    ),
  ),
];

export const cognitoIdentity: readonly Group[] = [
  oneOf(
    row(
      'identitypool',
      {
        IdentityPoolId: from('identityPoolId', matching(/^[a-z0-9-]{1,30}:[0-9a-f-]{36}$/)),
        Region: from('identityPoolId', regionBefore(':')),
      },
      { arn: 'resourceArn' },
    ),
  ),
];
