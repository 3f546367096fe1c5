import { describe, expect, it } from '@jest/globals';
import { CAUSES } from '../../../src/domain/denial/cause.ts';
import { parseSentence } from '../../../src/domain/denial/parse-sentence.ts';

const USER = 'arn:aws:iam::123456789012:user/deploy';
const SESSION = 'arn:aws:sts::123456789012:assumed-role/orders-task/i-0123456789abcdef0';
const HEAD = `User: ${USER} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::bucket/key"`;
const ORG = 'arn:aws:organizations::123456789012:policy/o-abc/service_control_policy/p-def';

const REASONS: readonly (readonly [string, string])[] = [
  ['because no identity-based policy allows the s3:GetObject action', 'identity-policy-missing'],
  ['with an explicit deny in an identity-based policy', 'identity-policy-explicit-deny'],
  ['because no service control policy allows the s3:GetObject action', 'scp-missing'],
  ['with an explicit deny in a service control policy', 'scp-explicit-deny'],
  ['with an explicit deny in a resource control policy', 'rcp-explicit-deny'],
  ['because no permissions boundary allows the s3:GetObject action', 'boundary-missing'],
  ['with an explicit deny in a permissions boundary', 'boundary-explicit-deny'],
  ['because no session policy allows the s3:GetObject action', 'session-policy-missing'],
  ['with an explicit deny in a sessions policy', 'session-policy-explicit-deny'],
  ['with an explicit deny in a session policy', 'session-policy-explicit-deny'],
  ['because no resource-based policy allows the s3:GetObject action', 'resource-policy-missing'],
  ['with an explicit deny in a resource-based policy', 'resource-policy-explicit-deny'],
  ['because no role trust policy allows the sts:AssumeRole action', 'trust-policy-missing'],
  ['because role trust policy allows the sts:AssumeRole action', 'trust-policy-missing'],
  ['with an explicit deny in the role trust policy', 'trust-policy-explicit-deny'],
  ['because no VPC endpoint policy allows the s3:GetObject action', 'vpce-policy-missing'],
  ['with an explicit deny in a VPC endpoint policy', 'vpce-policy-explicit-deny'],
  [
    'with an explicit deny in a VPC endpoint policy transitively through a service control policy',
    'scp-explicit-deny',
  ],
  ['. Encoded authorization failure message: abc-DEF_123', 'encoded'],
  ['with an explicit deny', 'unspecified'],
  ['', 'unspecified'],
  ['because public policies are prevented by the BlockPublicPolicy setting', 'unspecified'],
];

describe('domain/denial/parse-sentence', () => {
  it.each(REASONS)('reads "%s" as %s', (reason, cause) => {
    expect(parseSentence(`${HEAD} ${reason}`)).toMatchObject({
      principalText: USER,
      action: 's3:GetObject',
      resourceText: 'arn:aws:s3:::bucket/key',
      cause,
    });
  });

  it('has a wording for every cause', () => {
    expect(new Set(REASONS.map(([, cause]) => cause))).toEqual(new Set(CAUSES));
  });

  it.each([
    [`: ${ORG}`, ORG],
    [`, with policy ARN:\n${ORG}`, ORG],
    [`: ${ORG}.`, ORG],
    [`: ${ORG}. Go to https://us-east-1.console.aws.amazon.com/iam/home for details`, ORG],
    [': arn:aws:organizations::123456789012:policy/o-abc/\nservice_control_policy/p-def', ORG],
    [
      ': arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3',
      'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3',
    ],
    [': arn:aws:organizations::1234567...', undefined],
    ['', undefined],
  ])('takes the denying policy from "%s"', (tail, policyArn) => {
    const sentence = parseSentence(
      `${HEAD} with an explicit deny in a service control policy${tail}`,
    );
    expect(sentence?.denyingPolicyArn).toBe(policyArn);
  });

  it('takes the authorization id from the link or the end, but never a cut one', () => {
    const link =
      'Go to https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/authorization-details/d3xbfwcsdoam45n7 for complete details';
    const end =
      'or call the GetRequestAuthorizationDetails API with the following authorization id: d3xbfwcsdoam45n7';
    for (const tail of [`${link}, ${end}`, link, end])
      expect(parseSentence(`${HEAD}. ${tail}`)?.authorizationId).toBe('d3xbfwcsdoam45n7');
    expect(parseSentence(`${HEAD}. ${end}...`)?.authorizationId).toBeUndefined();
  });

  it('keeps an encoded message only where it is whole', () => {
    const text = (blob: string) =>
      `You are not authorized to perform this operation. Encoded authorization failure message: ${blob}`;
    expect(parseSentence(text('abc-DEF_123'))).toMatchObject({
      cause: 'encoded',
      encodedMessage: 'abc-DEF_123',
    });
    expect(parseSentence(text('abc-DEF_123...'))).toMatchObject({
      cause: 'encoded',
      encodedMessage: undefined,
    });
  });

  const PLAIN = `User: ${SESSION} is not authorized to perform: ecr:GetDownloadUrlForLayer on resource: arn:aws:ecr:us-east-1:123456789012:repository/team/app because no identity-based policy allows the ecr:GetDownloadUrlForLayer action`;
  const expected = {
    principalText: SESSION,
    action: 'ecr:GetDownloadUrlForLayer',
    resourceText: 'arn:aws:ecr:us-east-1:123456789012:repository/team/app',
    cause: 'identity-policy-missing',
  };

  it.each([
    [
      'boto3',
      (text: string) =>
        `An error occurred (AccessDeniedException) when calling the BatchGetImage operation: ${text}`,
    ],
    [
      'Go v1',
      (text: string) => `AccessDeniedException: ${text}\n\tstatus code: 400, request id: 1`,
    ],
    [
      'Go v2',
      (text: string) =>
        `operation error ECR: BatchGetImage, https response error StatusCode: 400, RequestID: 1, api error AccessDeniedException: ${text}`,
    ],
    [
      'Java',
      (text: string) =>
        `com.amazonaws.AmazonServiceException: ${text} (Service: AmazonECR; Status Code: 400; Error Code: AccessDeniedException)`,
    ],
    [
      'CloudFormation',
      (text: string) =>
        `Resource handler returned message: "${text} (Service: Ecr, Status Code: 400)" (RequestToken: 1, HandlerErrorCode: AccessDenied)`,
    ],
    ['docker', (text: string) => `Error response from daemon: denied: ${text}`],
    ['JSON', (text: string) => JSON.stringify({ Message: text })],
    ['JSON in JSON', (text: string) => JSON.stringify(JSON.stringify({ Message: text }))],
    ['XML', (text: string) => `<Error><Code>AccessDenied</Code><Message>${text}</Message></Error>`],
    ['a Terraform box', (text: string) => `╷\n│ Error: ${text.replaceAll(' ', '\n│ ')}\n╵`],
    ['a narrow terminal', (text: string) => text.replaceAll(' ', '\n  ')],
    ['escaped line breaks', (text: string) => text.replaceAll(' ', '\\n ')],
    ['colour codes', (text: string) => `\u001b[31m${text}\u001b[0m`],
    [
      'Markdown',
      (text: string) =>
        text.replaceAll('ecr:GetDownloadUrlForLayer', '**ecr:GetDownloadUrlForLayer**'),
    ],
    [
      'no colons',
      (text: string) =>
        text
          .replace('User:', 'User')
          .replace('perform:', 'perform')
          .replace('resource:', 'resource'),
    ],
    ['no "resource"', (text: string) => text.replace('on resource: arn', 'on arn')],
    [
      'a blank action',
      (text: string) => text.replace('perform: ecr:GetDownloadUrlForLayer', 'perform: '),
    ],
    [
      'line breaks inside names',
      (text: string) =>
        text
          .replaceAll('GetDownload', 'GetDown\nload')
          .replaceAll('repository/', 'repo\nsitory/')
          .replace('identity-', 'identity-\n'),
    ],
    ['EC2', (text: string) => `You are not authorized to perform this operation. ${text}`],
  ])('reads the sentence in %s', (_where, wrap) => {
    expect(parseSentence(wrap(PLAIN))).toMatchObject(expected);
  });

  it.each([
    ['on resource: role orders-task', 'role orders-task'],
    [
      'on resource: policy arn:aws:iam::123456789012:policy/p version v2',
      'policy arn:aws:iam::123456789012:policy/p version v2',
    ],
    ['on resource: instance profile web', 'instance profile web'],
    ['on resource: user ', 'user'],
    ['on resource: *', '*'],
    [
      'on resource: arn:aws:ec2:us-east-1:123456789012:*/*',
      'arn:aws:ec2:us-east-1:123456789012:*/*',
    ],
    [
      'on resource: arn:aws:logs:us-east-1:123456789012:log-group::log-stream:',
      'arn:aws:logs:us-east-1:123456789012:log-group::log-stream:',
    ],
    [
      'on resource: arn:aws:execute-api:us-east-1:********1234:abc/dev/POST/@connections/{connectionId}',
      'arn:aws:execute-api:us-east-1:********1234:abc/dev/POST/@connections/{connectionId}',
    ],
    [
      'on resource: arn:aws:ssm:us-east-1:123456789012:managed-instance/"x"',
      'arn:aws:ssm:us-east-1:123456789012:managed-instance/"x"',
    ],
    ['on resource: my-secret', 'my-secret'],
    ['on resource: "arn:aws:s3:::b/a key"', 'arn:aws:s3:::b/a key'],
    [
      'on the resource: arn:aws:lambda:us-east-1:123456789012:function:f',
      'arn:aws:lambda:us-east-1:123456789012:function:f',
    ],
    ['on the specified resource', undefined],
    ['on this resource', undefined],
    ['on the resource associated with this ciphertext', undefined],
    ['', undefined],
    ['...', undefined],
  ])('names the resource of "%s"', (resource, resourceText) => {
    const before = `User: ${USER} is not authorized to perform: x:Act ${resource}`;
    const reason = 'because no identity-based policy allows the x:Act action';
    expect(parseSentence(`${before} ${reason}`)?.resourceText).toBe(resourceText);
    expect(parseSentence(before)?.resourceText).toBe(resourceText);
  });

  it.each([
    [`User: ${SESSION} is`, SESSION],
    [`User ${USER} is`, USER],
    [`${USER} is`, USER],
    [
      'User: arn:aws:iam::123456789012:user/user=a@example.com is',
      'arn:aws:iam::123456789012:user/user=a@example.com',
    ],
    ['User: anonymous is', 'anonymous'],
    ['User: [AmazonConnect] is', '[AmazonConnect]'],
    ['Service Principal: glue.amazonaws.com is', 'glue.amazonaws.com'],
    ['CloudWatch Alarms is', 'CloudWatch Alarms'],
    ['User with accountId: 123456789012 is', 'with accountId: 123456789012'],
    [
      'User: arn:aws:sts::123456789012:assumed-role/orders-task\n/session is',
      'arn:aws:sts::123456789012:assumed-role/orders-task/session',
    ],
    ['User is', undefined],
    ['AccessDenied:', undefined],
  ])('names who of "%s"', (subject, principalText) => {
    expect(parseSentence(`${subject} not authorized to perform: x:Act`)?.principalText).toBe(
      principalText,
    );
  });

  it('does not believe a reason that stands in an object key', () => {
    const key = 'a because no identity-based policy allows the s3:GetObject action';
    const closed = 'a" because no identity-based policy allows the s3:GetObject action (';
    for (const name of [key, closed]) {
      const text = `User: ${USER} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/${name}" with an explicit deny in a service control policy`;
      expect(parseSentence(text)?.cause).toBe('scp-explicit-deny');
    }
  });

  it.each([
    ['a space that does not break', 'arn:aws:s3:::b/a\u00a0b', 'arn:aws:s3:::b/a\u00a0b'],
    ['a zero-width space', 'arn:aws:s3:::b/a\u200bb', 'arn:aws:s3:::b/a\u200bb'],
    ['a zero-width space at the end', 'arn:aws:s3:::b/a\u200b', 'arn:aws:s3:::b/a\u200b'],
    ['curly quotes', 'arn:aws:s3:::b/“a”', 'arn:aws:s3:::b/“a”'],
    ['two spaces', 'arn:aws:s3:::b/a  b', 'arn:aws:s3:::b/a  b'],
    ['quotes round it', '"arn:aws:s3:::b/a\u00a0“c”"', 'arn:aws:s3:::b/a\u00a0“c”'],
    ['curly quotes round it', '“arn:aws:s3:::b/a”', 'arn:aws:s3:::b/a'],
    ['such spaces round it', '\u00a0arn:aws:s3:::b/a\u00a0', 'arn:aws:s3:::b/a'],
    ['a line break', 'arn:aws:s3:::b/a\u00a0b/\n  c', 'arn:aws:s3:::b/a\u00a0b/c'],
    ['a name of IAM’s', 'role\u00a0web', 'role web'],
  ])('takes the resource as it was written where it has %s', (_, written, resourceText) => {
    const text = `User: arn:aws:iam::1:user/u is not\u00a0authorized to perform: s3:GetObject on resource: ${written} because no identity\u200b-based policy allows the s3:GetObject action`;

    expect(parseSentence(text)).toMatchObject({ resourceText, cause: 'identity-policy-missing' });
  });

  it('finds no reason in a key where AWS gave none', () => {
    const text = `User: ${USER} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/a because no identity-based policy allows the s3:GetObject action"`;
    expect(parseSentence(text)?.cause).toBe('unspecified');
  });

  it('marks the same sentence of another cloud', () => {
    const huawei =
      'User: sts::0a:assumed-agency:x/y is not authorized to perform: ecs:cloudServers:list on resource: ecs:*:0a:* because no identity-based policy allows the ecs:cloudServers:list action';
    expect(parseSentence(huawei)?.foreign).toBe(true);
    expect(parseSentence(PLAIN)?.foreign).toBe(false);
  });

  it('finds nothing in other texts', () => {
    for (const text of ['', 'Rate exceeded', 'because no policy', 'not authorized'])
      expect(parseSentence(text)).toBeUndefined();
  });

  it('takes linear time on hostile texts', () => {
    const hostile = [
      'User: ',
      'not authorized to perform: ',
      '\\',
      '"',
      'arn:',
      ')',
      ' because ',
      'a:\n',
    ];
    const start = performance.now();
    for (const part of hostile) parseSentence(`${HEAD} ${part.repeat(60_000 / part.length)}`);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
