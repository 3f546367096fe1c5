import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readCloudTrailRecord } from '../../../src/domain/denial/read-cloudtrail-record.ts';
import { aCloudTrailRecord } from '../../builders/a-cloudtrail-record.ts';

const FIXTURE = new URL('../../fixtures/records/cloudtrail-records.json', import.meta.url);
const real = JSON.parse(readFileSync(FIXTURE, 'utf8')) as {
  id: string;
  event: Record<string, unknown>;
}[];
const realRecord = (id: string) => real.find((one) => one.id === id)?.event ?? {};

describe('domain/denial/read-cloudtrail-record', () => {
  it('reads a denied call whole', () => {
    expect(readCloudTrailRecord(aCloudTrailRecord())).toEqual({
      kind: 'denial',
      source: 'cloudtrail',
      eventId: '10e1548f-893e-46f6-852a-25a9f8cf93e1',
      sharedEventId: null,
      eventTime: '2026-11-21T09:00:00Z',
      account: '123456789012',
      region: 'us-east-1',
      principal: {
        kind: 'role',
        arn: 'arn:aws:iam::123456789012:role/app/MLPlatformECSTaskRole',
        session: '0123456789abcdef0123456789abcdef',
        ecsRole: null,
      },
      operation: { eventSource: 'dynamodb.amazonaws.com', eventName: 'Scan' },
      required: [
        {
          action: 'dynamodb:Scan',
          resources: ['arn:aws:dynamodb:us-east-1:123456789012:table/ml-jobs'],
          basis: 'message',
          confidence: 'high',
        },
      ],
      alsoLikely: [],
      cause: 'identity-policy-missing',
      denyingPolicyArn: null,
      authorizationId: null,
      context: {
        'aws:SourceIp': ['192.0.2.10'],
        'aws:RequestedRegion': ['us-east-1'],
        'aws:PrincipalArn': ['arn:aws:iam::123456789012:role/app/MLPlatformECSTaskRole'],
        'aws:UserAgent': ['aws-sdk-js/3'],
      },
      ecs: null,
    });
  });

  it.each([
    'AccessDenied',
    'AccessDeniedException',
    'Client.UnauthorizedOperation',
    'UnauthorizedException',
    'AuthorizationError',
    'AuthorizationErrorException',
    'Forbidden',
    'ForbiddenException',
    'KMS.AccessDeniedException',
  ])('calls the code %s a denial even without a message', (errorCode) => {
    const record = aCloudTrailRecord({ errorCode, errorMessage: undefined });
    expect(readCloudTrailRecord(record)).toMatchObject({ kind: 'denial', cause: 'unspecified' });
  });

  it.each([
    ['ThrottlingException', 'Rate exceeded', 'other-error'],
    ['NoSuchBucket', 'The specified bucket does not exist', 'other-error'],
    ['InvalidInstanceID.NotFound', null, 'other-error'],
    ['AccessDenied', 'IAM user access not activated', 'account-setting'],
    ['AccessDenied', 'An unknown error occurred', 'mfa-or-password'],
    [null, 'Failed authentication', 'mfa-or-password'],
    [null, null, 'success'],
  ])('does not call %s "%s" a denial', (errorCode, errorMessage, reason) => {
    expect(readCloudTrailRecord(aCloudTrailRecord({ errorCode, errorMessage }))).toEqual({
      kind: 'not-a-denial',
      reason,
    });
  });

  it('finds a denial under another error code by AWS’s words', () => {
    const record = aCloudTrailRecord({
      eventSource: 'lambda.amazonaws.com',
      eventName: 'CreateFunction20150331',
      errorCode: 'InvalidParameterValueException',
      errorMessage: 'The role defined for the function cannot be assumed by Lambda.',
    });
    expect(readCloudTrailRecord(record)).toMatchObject({
      kind: 'denial',
      required: [{ action: 'sts:AssumeRole' }],
    });
  });

  it('guesses the action from the operation, without trusting the guess', () => {
    const record = aCloudTrailRecord({
      eventSource: 'monitoring.amazonaws.com',
      eventName: 'DescribeAlarms',
      errorMessage: 'Access Denied',
    });
    expect(readCloudTrailRecord(record)).toMatchObject({
      required: [{ action: 'cloudwatch:DescribeAlarms', basis: 'unknown', confidence: 'low' }],
    });
  });

  it('asks the look-up before it guesses, and fills the message’s resource from it', () => {
    const looked = { action: 'dynamodb:Scan', resources: ['arn:x'], basis: 'catalog' } as const;
    const lookup = () => [{ ...looked, confidence: 'medium' } as const];
    const silent = aCloudTrailRecord({ errorMessage: null });
    const unnamed = aCloudTrailRecord({
      errorMessage: 'User: arn:aws:iam::1:user/a is not authorized to perform: dynamodb:Scan',
    });
    expect(readCloudTrailRecord(silent, lookup)).toMatchObject({ required: [looked] });
    expect(readCloudTrailRecord(unnamed, lookup)).toMatchObject({
      required: [{ action: 'dynamodb:Scan', resources: ['arn:x'], basis: 'message' }],
    });
  });

  it('takes the resource from resources[] where exactly one is of the action’s service', () => {
    const errorMessage =
      'User: arn:aws:iam::1:user/a is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext';
    const key = { ARN: 'arn:aws:kms:us-east-1:123456789012:key/1' };
    const bucket = { ARN: 'arn:aws:s3:::b' };
    const resourcesOf = (resources: unknown) => {
      const reading = readCloudTrailRecord(aCloudTrailRecord({ errorMessage, resources }));
      return reading.kind === 'denial' ? reading.required[0]?.resources : undefined;
    };
    expect(resourcesOf([bucket, key])).toEqual([key.ARN]);
    expect(resourcesOf([key, { ARN: `${key.ARN}2` }])).toEqual([]);
    expect(resourcesOf('none')).toEqual([]);
  });

  it('knows the endpoint policy behind a network activity event', () => {
    const record = aCloudTrailRecord({ errorCode: 'VpceAccessDenied', errorMessage: null });
    expect(readCloudTrailRecord(record)).toMatchObject({ cause: 'vpce-policy-missing' });
  });

  it('calls the role of a call by the ECS agent the execution role', () => {
    const record = aCloudTrailRecord({ userAgent: 'Amazon ECS Agent - v1.90.0' });
    expect(readCloudTrailRecord(record)).toMatchObject({ principal: { ecsRole: 'execution' } });
  });

  it.each([
    ['eventSource', 7],
    ['eventName', undefined],
    ['errorCode', {}],
    ['errorMessage', 5],
    ['userIdentity', 'root'],
    ['awsRegion', []],
  ])('names the field %s when its value is %p', (field, value) => {
    const reading = readCloudTrailRecord(aCloudTrailRecord({ [field]: value }));
    expect(reading).toMatchObject({ kind: 'unreadable' });
    expect(reading.kind === 'unreadable' && reading.reason).toMatch(
      new RegExp(`^${field}: expected .*; for example \\{"${field}": `),
    );
  });

  it.each([
    ['TrailDiscover-0001', { kind: 'denial', cause: 'resource-policy-missing' }],
    ['TrailDiscover-0005', { kind: 'denial', required: [{ action: 'appsync:CreateApiKey' }] }],
    ['TrailDiscover-0040', { kind: 'denial', required: [{ action: 'iam:PassRole' }] }],
    ['TrailDiscover-0187', { kind: 'denial', required: [{ action: 's3:ListBuckets' }] }],
    ['TrailDiscover-0421', { kind: 'not-a-denial', reason: 'mfa-or-password' }],
    ['aws_dataset-0212', { kind: 'denial', cause: 'encoded' }],
    ['aws_dataset-0331', { kind: 'not-a-denial', reason: 'other-error' }],
    ['aws_dataset-0365', { kind: 'not-a-denial', reason: 'account-setting' }],
  ])('reads the real record %s', (id, expected) => {
    expect(readCloudTrailRecord(realRecord(id))).toMatchObject(expected);
  });
});
