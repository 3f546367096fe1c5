import { describe, expect, it } from '@jest/globals';
import { createCatalog } from '../../src/catalog/create-catalog.ts';

const catalog = createCatalog();

const ask = (
  host: string,
  eventName: string,
  requestParameters: Record<string, unknown> | null = null,
  additionalEventData: Record<string, unknown> | null = null,
) =>
  catalog.whenLoaded(() =>
    catalog.actionsOfEvent({
      eventSource: `${host}.amazonaws.com`,
      eventName,
      requestParameters,
      additionalEventData,
    }),
  );

describe('catalog/actions-of-event', () => {
  it.each([
    ['dynamodb', 'Scan', 'dynamodb:Scan', 'catalog'],
    ['monitoring', 'PutMetricData', 'cloudwatch:PutMetricData', 'catalog'],
    ['s3', 'GetBucketCors', 's3:GetBucketCORS', 'catalog'],
    ['lambda', 'GetFunction20150331v2', 'lambda:GetFunction', 'catalog'],
    ['cloudfront', 'UpdateDistribution2020_05_31', 'cloudfront:UpdateDistribution', 'catalog'],
    ['vpc-lattice', 'BatchUpdateRule', 'vpc-lattice:UpdateRule', 'catalog'],
    ['s3', 'ListBuckets', 's3:ListAllMyBuckets', 'catalog'],
    ['s3', 'HeadObject', 's3:GetObject', 'exception'],
    ['sqs', 'SendMessageBatch', 'sqs:SendMessage', 'exception'],
    ['s3express', 'GetObject', 's3express:CreateSession', 'exception'],
    ['apigateway', 'UpdateRestApi', 'apigateway:PATCH', 'http-method'],
    ['apigateway', 'CreatePortal', 'apigateway:CreatePortal', 'catalog'],
  ])('%s %s needs %s (%s)', async (host, eventName, action, basis) => {
    expect(await ask(host, eventName)).toMatchObject({ actions: [action], mode: 'all', basis });
  });

  it.each([
    ['dynamodb', 'SummonItem', 'dynamodb:SummonItem'],
    ['no-such-service', 'Scan', 'no-such-service:Scan'],
    ['..%2f..%2fs3', 'Scan', '..%2f..%2fs3:Scan'],
    ['constructor', 'toString', 'constructor:toString'],
    ['s3', '__proto__', 's3:__proto__'],
  ])('guesses %s %s, and says that it is a guess', async (host, eventName, action) => {
    expect(await ask(host, eventName)).toEqual({
      mode: 'all',
      actions: [action],
      basis: 'unknown',
      source: null,
      withoutIam: false,
    });
  });

  it('names every action of a call that needs several', async () => {
    expect(await ask('kms', 'ReEncrypt')).toMatchObject({
      actions: ['kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      mode: 'all',
    });
  });

  it('tells the two Auto Scaling services apart, which share a host', async () => {
    const open = await ask('autoscaling', 'PutScalingPolicy');
    const told = { service: 'application-autoscaling' };

    expect(open).toMatchObject({
      mode: 'any',
      actions: ['autoscaling:PutScalingPolicy', 'application-autoscaling:PutScalingPolicy'],
    });
    for (const answer of [
      await ask('autoscaling', 'PutScalingPolicy', null, told),
      await ask('autoscaling', 'PutScalingPolicy', { serviceNamespace: 'ecs' }),
    ]) {
      expect(answer).toMatchObject({
        mode: 'all',
        actions: ['application-autoscaling:PutScalingPolicy'],
      });
    }
    expect(
      await ask('autoscaling', 'PutScalingPolicy', { autoScalingGroupName: 'web' }),
    ).toMatchObject({ mode: 'all', actions: ['autoscaling:PutScalingPolicy'] });
    expect(await ask('autoscaling', 'RegisterScalableTarget')).toMatchObject({
      mode: 'all',
      actions: ['application-autoscaling:RegisterScalableTarget'],
    });
  });

  it.each([
    ['sts', 'GetCallerIdentity', true],
    ['cognito-idp', 'InitiateAuth', true],
    ['sts', 'AssumeRole', false],
  ])('knows whether AWS asks for a permission: %s %s', async (host, eventName, withoutIam) => {
    expect(await ask(host, eventName)).toMatchObject({ withoutIam });
  });
});
