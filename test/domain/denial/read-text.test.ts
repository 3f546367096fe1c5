import { describe, expect, it } from '@jest/globals';
import { readText } from '../../../src/domain/denial/read-text.ts';

describe('domain/denial/read-text', () => {
  it('reads a pasted sentence as a log line, account and region from its ARNs', () => {
    expect(
      readText(
        'User: arn:aws:sts::123456789012:assumed-role/orders/s is not authorized to perform: dynamodb:Scan on resource: arn:aws:dynamodb:eu-west-1:123456789012:table/orders because no identity-based policy allows the dynamodb:Scan action',
      ),
    ).toMatchObject({
      kind: 'denial',
      source: 'log-line',
      account: '123456789012',
      region: 'eu-west-1',
      principal: { kind: 'role', arn: 'arn:aws:iam::123456789012:role/orders', session: 's' },
      required: [{ action: 'dynamodb:Scan', basis: 'message', confidence: 'high' }],
      cause: 'identity-policy-missing',
    });
  });

  it.each([
    ['Cross-account pass role is not allowed.', 'iam:PassRole', undefined],
    ['The role defined for the function cannot be assumed by Lambda.', 'sts:AssumeRole', undefined],
    [
      'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
      'sts:AssumeRole',
      undefined,
    ],
    [
      'The provided execution role does not have permissions to call ReceiveMessage on SQS',
      'sqs:ReceiveMessage',
      undefined,
    ],
    [
      'User with accountId: 123456789012 is not authorized to perform CreateLogGroup with Tags',
      'logs:TagResource',
      undefined,
    ],
    ['Access to KMS is not allowed', 'kms:Decrypt', undefined],
    [
      "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/x' that was provided for this task.",
      'sts:AssumeRole',
      'arn:aws:iam::123456789012:role/x',
    ],
    [
      'Role arn:aws:iam::123456789012:role/x is invalid or cannot be assumed',
      'sts:AssumeRole',
      'arn:aws:iam::123456789012:role/x',
    ],
  ])('knows the action of "%s"', (text, action, resource) => {
    const reading = readText(text);
    expect(reading).toMatchObject({
      kind: 'denial',
      cause: 'unspecified',
      required: [{ action, resources: resource === undefined ? [] : [resource] }],
    });
  });

  it.each([
    'Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied)',
    'An error occurred (AccessDenied) when calling the GetObject operation: Access Denied',
    'You are not authorized to perform this operation.',
    'Insufficient Lake Formation permission(s): Required Describe on orders',
    'Access to the resource https://sqs.us-west-2.amazonaws.com/ is denied.',
    'The request was denied due to a VPC endpoint policy',
    'explicit deny in a service control policy: arn:aws:organizations::1:policy/o-a/service_control_policy/p-b',
  ])('calls "%s" a denial without naming an action', (text) => {
    expect(readText(text)).toMatchObject({ kind: 'denial', required: [] });
  });

  it.each([
    ['IAM user access not activated', 'account-setting'],
    ["You don't have access to the model with the specified model ID.", 'account-setting'],
    ['An unknown error occurred', 'mfa-or-password'],
    ['MultiFactorAuthentication failed with invalid MFA one time pass code.', 'mfa-or-password'],
    ['The security token included in the request is expired', 'other-error'],
    ['AccessDenied: Request has expired', 'other-error'],
    ['Rate exceeded', 'other-error'],
    ["Access denied for user 'app'@'10.0.0.1' (using password: YES)", 'not-aws-iam'],
    [
      'secrets "x" is forbidden: User "system:serviceaccount:a:b" cannot get resource',
      'not-aws-iam',
    ],
    ['TopicAuthorizationException: Not authorized to access topics: [orders]', 'not-aws-iam'],
    ['AccessDenied: the caller does not have storage.objects.get access', 'not-aws-iam'],
    [
      'no permissions for [indices:data/read/search] and User [name=arn:aws:iam::123456789012:role/x]',
      'not-aws-iam',
    ],
    [
      'User is not authorized to access this resource with an explicit deny in an identity-based policy',
      'not-aws-iam',
    ],
    [
      'User: iam::0a:user:b is not authorized to perform: obs:GetObject because no identity-based policy allows the obs:GetObject action',
      'not-aws-iam',
    ],
    ['dial tcp 198.51.100.245:443: i/o timeout', 'network'],
    ['Essential container in task exited', 'no-denial-text'],
    ['', 'no-denial-text'],
  ])('does not call "%s" a denial', (text, reason) => {
    expect(readText(text)).toEqual({ kind: 'not-a-denial', reason });
  });

  it('lets the whole sentence outweigh words of other systems round it', () => {
    const text =
      'pods "x" is forbidden: User "system:serviceaccount:a:b": User: arn:aws:iam::123456789012:user/a is not authorized to perform: eks:DescribeCluster';
    expect(readText(text)).toMatchObject({ kind: 'denial' });
  });

  it('names the role that a session gives away, and no role for a session named for a task', () => {
    const roleOf = (session: string, action: string) => {
      const reading = readText(
        `User: arn:aws:sts::123456789012:assumed-role/r/${session} is not authorized to perform: ${action}`,
      );
      return reading.kind === 'denial' ? reading.principal.ecsRole : undefined;
    };
    expect(roleOf('i-0123456789abcdef0', 'ecr:BatchGetImage')).toBe('instance');
    expect(roleOf('ecs-service-scheduler', 'ec2:DescribeSubnets')).toBe('service');
    expect(roleOf('0123456789abcdef0123456789abcdef', 'ecr:BatchGetImage')).toBeNull();
    expect(roleOf('0123456789abcdef0123456789abcdef', 'ssmmessages:OpenDataChannel')).toBe('task');
  });
});
