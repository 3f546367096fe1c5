import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../../src/domain/finding/finding.ts';
import type { PolicyStatement } from '../../../src/domain/policy/policy-document.ts';
import { toFindingNeed } from '../../../src/domain/proposal/to-finding-need.ts';
import { aDenial, aPermission, ROLE_ARN, TABLE_ARN } from '../../builders/a-denial.ts';
import { aFinding } from '../../builders/a-finding.ts';

const INDEX = `${TABLE_ARN}/index/by-day`;
const FOREIGN = 'arn:aws:dynamodb:us-east-1:444455556666:table/ml-jobs';
const allow = (Action: string | string[], Resource: string): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
});

const need = (changes: Partial<Finding>, ...Statement: readonly PolicyStatement[]) =>
  toFindingNeed(
    aFinding({ principalArn: ROLE_ARN, sample: aDenial(), resources: [TABLE_ARN], ...changes }),
    ROLE_ARN,
    { identityPolicies: [{ Version: '2012-10-17', Statement }] },
  );

const request = (resource: string) => ({
  principal: ROLE_ARN,
  action: 'dynamodb:Scan',
  resource,
  context: {},
});

describe('domain/proposal/to-finding-need', () => {
  it('is the one statement that is lacking, with the requests that it must cure', () => {
    const finding = aFinding({ principalArn: ROLE_ARN, sample: aDenial(), resources: [TABLE_ARN] });

    expect(toFindingNeed(finding, ROLE_ARN, { identityPolicies: [] })).toEqual({
      kind: 'needed',
      need: {
        findingId: finding.id,
        statement: {
          Sid: 'AllowDynamodbScan',
          Effect: 'Allow',
          Action: ['dynamodb:Scan'],
          Resource: TABLE_ARN,
        },
        requests: [request(TABLE_ARN)],
      },
    });
  });

  it('asks for one exact resource at a time where secrets are handed out, then for the next', () => {
    const [first, second] = ['a', 'b'].map(
      (name) => `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}`,
    ) as [string, string];
    const required = [aPermission({ action: 'secretsmanager:GetSecretValue', resources: [first] })];
    const finding = { sample: aDenial({ required }), resources: [first, second] };

    expect(need(finding)).toMatchObject({
      need: { statement: { Resource: first }, requests: [{ resource: first }] },
    });
    expect(need(finding, allow('secretsmanager:GetSecretValue', first))).toMatchObject({
      need: { statement: { Resource: second }, requests: [{ resource: second }] },
    });
  });

  it('names only the resources on which it is still denied', () => {
    const outcome = need(
      { resources: [TABLE_ARN, INDEX, `${TABLE_ARN}-2`] },
      allow('dynamodb:*', INDEX),
    );

    expect(outcome).toMatchObject({
      need: {
        statement: { Resource: [TABLE_ARN, `${TABLE_ARN}-2`] },
        requests: [request(TABLE_ARN), request(`${TABLE_ARN}-2`)],
      },
    });
  });

  it('is satisfied when everything is allowed by now', () => {
    expect(need({}, allow('dynamodb:Scan', '*'))).toEqual({ kind: 'satisfied' });
  });

  it('is what is lacking even if part of it can never be given', () => {
    expect(need({ resources: [FOREIGN, TABLE_ARN] })).toMatchObject({
      kind: 'needed',
      need: { statement: { Resource: TABLE_ARN } },
    });
  });

  it.each<[string, Partial<Finding>, readonly PolicyStatement[], string]>([
    [
      'a Deny forbids it',
      {},
      [{ Effect: 'Deny', Action: 'dynamodb:*', Resource: '*' }],
      'a Deny in one of the policies forbids it, and no Allow overrides a Deny',
    ],
    [
      'a guardrail refuses it',
      { resources: [FOREIGN] },
      [],
      'the resource belongs to another account, whose owner must grant it',
    ],
    [
      'the cause is another',
      { sample: aDenial({ cause: 'scp-explicit-deny' }) },
      [],
      'an added Allow does not cure this cause',
    ],
    [
      'the resource is not known, and the action has one',
      { resources: [] },
      [],
      'the resource is not known, so no narrow Allow can be written',
    ],
    [
      'it is granted already and a conditional Deny may forbid it',
      {},
      [
        allow('dynamodb:Scan', TABLE_ARN),
        {
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
        },
      ],
      'a policy allows it already, and whether a condition elsewhere forbids it cannot be told',
    ],
  ])('is blocked where %s', (_why, changes, statements, reason) => {
    expect(need(changes, ...statements)).toEqual({ kind: 'blocked', reason });
  });

  it('is needed where only a conditional Allow is there', () => {
    const conditional = {
      ...allow('dynamodb:Scan', TABLE_ARN),
      Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
    };

    expect(need({}, conditional).kind).toBe('needed');
  });

  it('is an Allow on `*` for an action that has no resources', () => {
    const required = [aPermission({ action: 'ecr:GetAuthorizationToken', resources: [] })];

    expect(need({ sample: aDenial({ required }), resources: [] })).toMatchObject({
      kind: 'needed',
      need: {
        statement: { Action: ['ecr:GetAuthorizationToken'], Resource: '*' },
        requests: [{ action: 'ecr:GetAuthorizationToken', resource: '*' }],
      },
    });
  });

  it('asks for the resource as a policy must spell it', () => {
    const resources = ['arn:aws:s3:::orders/a*b'];
    const required = [aPermission({ action: 's3:GetObject', resources })];

    expect(need({ sample: aDenial({ required }), resources })).toMatchObject({
      need: {
        statement: { Resource: 'arn:aws:s3:::orders/a${*}b' },
        requests: [{ resource: 'arn:aws:s3:::orders/a*b' }],
      },
    });
  });

  it('judges by the full ARN of the principal, which a log line does not know', () => {
    const sample = aDenial({
      principal: { ...aDenial().principal, arn: 'arn:aws:iam::123456789012:role/ECS' },
    });
    const full = 'arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/ECS';

    expect(need({ sample })).toMatchObject({ need: { requests: [{ principal: ROLE_ARN }] } });
    expect(
      toFindingNeed(aFinding({ sample, resources: [TABLE_ARN] }), full, { identityPolicies: [] }),
    ).toEqual({ kind: 'blocked', reason: 'nobody attaches policies to this kind of principal' });
  });
});
