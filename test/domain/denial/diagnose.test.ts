import { describe, expect, it } from '@jest/globals';
import { CAUSES } from '../../../src/domain/denial/cause.ts';
import { diagnose } from '../../../src/domain/denial/diagnose.ts';
import { aDenial, aPermission, ROLE_ARN, TABLE_ARN } from '../../builders/a-denial.ts';

const role = (arn: string | null) => ({ kind: 'role', arn, session: null, ecsRole: null }) as const;

describe('domain/denial/diagnose', () => {
  it('offers the smallest Allow where no identity policy allows an exact action and resource', () => {
    expect(diagnose(aDenial())).toMatchObject({
      fixable: true,
      owner: 'role owner',
      refusal: null,
      statement: {
        Sid: 'AllowDynamodbScan',
        Effect: 'Allow',
        Action: ['dynamodb:Scan'],
        Resource: [TABLE_ARN],
      },
    });
  });

  it.each(CAUSES.filter((cause) => cause !== 'identity-policy-missing'))(
    'offers nothing for the cause %s, and names an owner and a next step',
    (cause) => {
      const diagnosis = diagnose(aDenial({ cause }));
      const unknown = cause === 'encoded' || cause === 'unspecified';
      expect(diagnosis).toMatchObject({
        fixable: false,
        statement: null,
        refusal: { code: unknown ? 'unknown-cause' : 'cause', cause },
      });
      expect(diagnosis.owner).not.toBe('');
      expect(diagnosis.nextStep).toMatch(/^[A-Z].*\.$/);
    },
  );

  it.each([
    ['scp-explicit-deny', 'dynamodb:Scan', 'organisation administrators (SCP)'],
    ['boundary-missing', 'dynamodb:Scan', 'owner of the permissions boundary'],
    ['session-policy-missing', 'dynamodb:Scan', 'caller who assumed the role (session policy)'],
    ['vpce-policy-missing', 'dynamodb:Scan', 'owner of the VPC endpoint'],
    ['resource-policy-missing', 's3:GetObject', 'bucket owner (resource policy)'],
    ['resource-policy-missing', 'kms:Decrypt', 'key owner (resource policy)'],
    ['resource-policy-explicit-deny', 'sqs:SendMessage', 'queue owner (resource policy)'],
  ] as const)('names the owner of %s on %s', (cause, action, owner) => {
    expect(diagnose(aDenial({ cause, required: [aPermission({ action })] })).owner).toBe(owner);
  });

  it.each([
    [
      'arn:aws:iam::123456789012:role/aws-service-role/x/AWSServiceRoleForX',
      'AWS (service-linked role)',
    ],
    [
      'arn:aws:iam::123456789012:role/AWSReservedSSO_Dev_0123456789abcdef',
      'identity centre administrators (permission set)',
    ],
  ])('does not edit %s', (arn, owner) => {
    expect(diagnose(aDenial({ principal: role(arn) }))).toMatchObject({
      owner,
      refusal: { code: 'not-editable' },
    });
  });

  it.each([
    ['no ARN', role(null), 'unknown-principal'],
    ['a masked account', role('arn:aws:iam::<ACCOUNT>:role/x'), 'unknown-principal'],
    ['an elided name', role('arn:aws:iam::123456789012:role/...'), 'unknown-principal'],
    ['another account', role('arn:aws:iam::999999999999:role/x'), 'other-account'],
    ['a federated user', { ...role(null), kind: 'federated' }, 'not-editable'],
    ['root', { ...role('arn:aws:iam::123456789012:root'), kind: 'root' }, 'not-editable'],
    ['nobody', { ...role(null), kind: 'unknown' }, 'unknown-principal'],
  ] as const)('refuses a principal with %s', (_what, principal, code) => {
    expect(diagnose(aDenial({ principal }))).toMatchObject({ statement: null, refusal: { code } });
  });

  it.each([
    ['no action', [], 'unknown-action'],
    ['a guessed action', [aPermission({ basis: 'unknown' })], 'unknown-action'],
    [
      'no resource of an action that has some',
      [aPermission({ resources: [] })],
      'unknown-resource',
    ],
    ['a bare name', [aPermission({ resources: ['ml-jobs'] })], 'unknown-resource'],
    ['a cut ARN', [aPermission({ resources: [`${TABLE_ARN}...`] })], 'unknown-resource'],
    [
      'a masked ARN',
      [aPermission({ resources: ['arn:aws:execute-api:us-east-1:********1234:a/b'] })],
      'unknown-resource',
    ],
    [
      'letters that IAM refuses',
      [aPermission({ action: 's3:GetObject', resources: ['arn:aws:s3:::b/日'] })],
      'malformed-resource',
    ],
    [
      'different resources',
      [aPermission(), aPermission({ resources: ['arn:aws:s3:::b/k'] })],
      'unknown-resource',
    ],
    [
      'another account’s resource',
      [aPermission({ resources: [TABLE_ARN.replace('1234', '9999')] })],
      'cross-account-resource',
    ],
    [
      'an escalation',
      [aPermission({ action: 'iam:PassRole', resources: [ROLE_ARN] })],
      'privilege-escalation',
    ],
  ] as const)('refuses %s', (_what, required, code) => {
    expect(diagnose(aDenial({ required }))).toMatchObject({ statement: null, refusal: { code } });
  });

  it('offers `*` where AWS names no resource because the action has none', () => {
    const required = [aPermission({ action: 's3:ListAllMyBuckets', resources: [] })];
    expect(diagnose(aDenial({ required })).statement).toMatchObject({ Resource: ['*'] });
  });

  it('raises an alarm and never a grant when AWS’s quarantine policy denies', () => {
    const denyingPolicyArn = 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3';
    for (const cause of ['identity-policy-explicit-deny', 'identity-policy-missing'] as const)
      expect(diagnose(aDenial({ cause, denyingPolicyArn }))).toMatchObject({
        fixable: false,
        owner: 'security team',
        refusal: { code: 'quarantined' },
        nextStep: expect.stringContaining('ALARM'),
      });
  });

  it('writes IAM’s own resource words as ARNs, and keeps the Sid within IAM’s letters', () => {
    const required = [
      aPermission({ action: 'bedrock-agentcore:GetMemory', resources: ['role web'] }),
    ];
    expect(diagnose(aDenial({ required })).statement).toMatchObject({
      Sid: 'AllowBedrockAgentcoreGetMemory',
      Resource: ['arn:aws:iam::123456789012:role/web'],
    });
  });
});
