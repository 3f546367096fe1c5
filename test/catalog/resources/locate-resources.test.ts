import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { aCall, locate } from '../../builders/a-located-call.ts';
import { checkAllows } from '../../builders/resource-laws.ts';

type Row = readonly [
  action: string,
  host: string,
  operation: string,
  parameters: Readonly<Record<string, unknown>>,
  expected: readonly string[],
];

// One row at least for each service whose requests the table of parameters describes; invented by us.
const file = new URL('../../fixtures/resources/requests.jsonl', import.meta.url);
const ROWS = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

const R = 'us-east-1:123456789012';
const stop = (requestParameters: Readonly<Record<string, unknown>>, other = {}) =>
  aCall('ec2', 'StopInstances', requestParameters, other);
const instances = (...ids: readonly unknown[]) => ({
  instancesSet: { items: ids.map((instanceId) => ({ instanceId })) },
});
const ALL = `arn:aws:ec2:${R}:instance/*`;

describe('catalog/resources/locate-resources', () => {
  it.each(ROWS)(
    'finds what %s was denied on by %s %s %j',
    async (action, host, operation, parameters, expected) => {
      expect(await locate(action, aCall(host, operation, parameters))).toEqual(expected);
    },
  );

  it('takes the message’s resource as it is, and narrows its end by the request’s whole ids', async () => {
    const one = 'i-0123456789abcdef0';
    const call = stop(instances(one, 'i-11111111'));
    const action = 'ec2:StopInstances';
    expect(await locate(action, call, ALL)).toEqual([
      `arn:aws:ec2:${R}:instance/${one}`,
      `arn:aws:ec2:${R}:instance/i-11111111`,
    ]);
    expect(await locate(action, call, `arn:aws:ec2:${R}:volume/*`)).toEqual([
      `arn:aws:ec2:${R}:volume/*`,
    ]);
    expect(await locate(action, call, 'anything')).toEqual(['anything']);
    expect(await locate(action, stop(instances(one, '*')), ALL)).toEqual([ALL]);
  });

  it('takes from resources[] what is of the action’s types', async () => {
    const resources = ['arn:aws:s3:::b-1/k', 'arn:aws:s3:::b-1'];
    const call = aCall('s3', 'GetObject', { bucketName: 'other', key: 'k' }, { resources });
    expect(await locate('s3:GetObject', call)).toEqual(['arn:aws:s3:::b-1/k']);
    expect(await locate('s3:ListBucket', call)).toEqual(['arn:aws:s3:::b-1']);
  });

  it.each([
    ['aws-cn', 'cn-north-1'],
    ['aws-us-gov', 'us-gov-west-1'],
    ['aws-eusc', 'eusc-de-east-1'],
  ])('writes ARNs of the partition %s', async (partition, region) => {
    const call = aCall('sqs', 'CreateQueue', { queueName: 'q' }, { partition, region });
    const expected = [`arn:${partition}:sqs:${region}:123456789012:q`];
    expect(await locate('sqs:CreateQueue', call)).toEqual(expected);
  });

  it('writes no ARN whose region or account is not known', async () => {
    const queue = (other: object) => aCall('sqs', 'CreateQueue', { queueName: 'q' }, other);
    for (const other of [{ region: null }, { account: null }, { account: '*' }, { region: '*' }])
      expect(await locate('sqs:CreateQueue', queue(other))).toEqual([]);
    const bucket = aCall(
      's3',
      'HeadBucket',
      { bucketName: 'b-1' },
      { region: null, account: null },
    );
    expect(await locate('s3:ListBucket', bucket)).toEqual(['arn:aws:s3:::b-1']);
  });

  it.each([
    ['a pattern', { tableName: '*' }],
    ['another resource’s path', { tableName: 'jobs/index/x' }],
    ['a control character', { tableName: 'jobs\n' }],
    ['too long a text', { tableName: 'j'.repeat(2049) }],
    ['no text', { tableName: { jobs: 1 } }],
    ['two spellings', { tableName: 'jobs', TableName: 'other' }],
    ['an ARN of another service', { tableName: 'arn:aws:s3:::jobs' }],
    ['nothing', {}],
  ])('takes no table from %s', async (_what, parameters) => {
    expect(await locate('dynamodb:GetItem', aCall('dynamodb', 'GetItem', parameters))).toEqual([]);
  });

  it('takes no whole ARN of another partition', async () => {
    const call = aCall('sns', 'Publish', { topicArn: `arn:aws-cn:sns:cn-north-1:123456789012:t` });
    expect(await locate('sns:Publish', call)).toEqual([]);
  });

  it('leads to an Allow of the denied resource and of none of its near misses', async () => {
    expect(await checkAllows(1000)).toBeGreaterThan(9000);
  });
});
