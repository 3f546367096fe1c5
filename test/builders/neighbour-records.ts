import { readFileSync } from 'node:fs';
import { aCloudTrailRecord } from './a-cloudtrail-record.ts';
import { mutateJson } from './mutations.ts';
import { aMutatedSentence } from './sentence-mutations.ts';

type Json = Record<string, unknown>;
type Random = (below: number) => number;

const FIXTURE = new URL('../fixtures/records/cloudtrail-records.json', import.meta.url);
const REAL = (JSON.parse(readFileSync(FIXTURE, 'utf8')) as { event: Json }[]).map(
  ({ event }) => event,
);

const SUBJECT = 'arn:aws:sts::123456789012:assumed-role/shop-web/0a1b2c3d4e5f60718293a4b5c6d7e8f9';
const missing = (action: string, on: string) =>
  `User: ${SUBJECT} is not authorized to perform: ${action}${on} because no identity-based policy allows the ${action} action`;
const TABLES = ' on resource: arn:aws:dynamodb:us-east-1:123456789012:table/*';

const ENCODED = 'Encoded authorization failure message: ';

/** Calls whose answers differ by what stands beside their message. */
const CALLS: readonly Json[] = [
  {},
  { errorMessage: missing('dynamodb:Scan', TABLES) },
  { eventName: 'GetItem', errorMessage: missing('dynamodb:GetItem', TABLES) },
  {
    eventSource: 'monitoring.amazonaws.com',
    eventName: 'PutMetricData',
    errorMessage: missing('cloudwatch:PutMetricData', ''),
  },
  {
    eventSource: 'glue.amazonaws.com',
    eventName: 'GetTables',
    errorMessage: missing(
      'glue:GetTables',
      ' on resource: arn:aws:glue:us-east-1:123456789012:table/sales/*',
    ),
  },
  {
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    errorMessage: 'Access Denied',
    requestParameters: { bucketName: 'logs', key: 'a' },
  },
  {
    eventSource: 'lambda.amazonaws.com',
    eventName: 'CreateFunction20150331',
    errorMessage: missing(
      'lambda:CreateFunction',
      ' on resource: arn:aws:lambda:us-east-1:123456789012:function:x',
    ),
  },
  {
    eventSource: 'ec2.amazonaws.com',
    eventName: 'StopInstances',
    errorMessage: missing(
      'ec2:StopInstances',
      ' on resource: arn:aws:ec2:us-east-1:123456789012:instance/*',
    ),
  },
];

/** What may differ between two records of one call, and what an answer may depend on. */
const CHANGES: readonly Json[] = [
  {},
  { requestParameters: { tableName: '*' } },
  { requestParameters: { tableName: 'ml-jobs' } },
  { requestParameters: { namespace: 'Shop' } },
  { requestParameters: { namespace: 'Web' } },
  { requestParameters: { namespace: 'Shop/*' } },
  { requestParameters: { namespace: 'Shop', tableName: '*', key: '*' } },
  { requestParameters: { bucketName: 'logs', key: 'b' } },
  { requestParameters: { bucketName: 'logs', key: '*' } },
  { requestParameters: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } } },
  { requestParameters: { role: 'arn:aws:iam::123456789012:role/passed' } },
  { requestParameters: { kmsKey: 'arn:aws:kms:us-east-1:123456789012:key/a-b' } },
  { sharedEventID: 'shared', recipientAccountId: '999999999999' },
  { recipientAccountId: '999999999999' },
  { sharedEventID: 'shared' },
  { userIdentity: { type: 'AWSAccount', accountId: '123456789012', principalId: 'AROA:x' } },
  { userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/ann' } },
  { userIdentity: { type: 'AssumedRole', arn: SUBJECT.replace('shop-web', 'AWSReservedSSO_x') } },
  { resources: [{ ARN: 'arn:aws:s3:::logs/a' }] },
  { userAgent: 'Amazon ECS Agent - v1' },
  { errorCode: 'VpceAccessDenied', errorMessage: 'Access Denied' },
  {
    errorMessage: `You are not authorized to perform this operation. ${ENCODED}${'Ab-_'.repeat(60)}`,
  },
  {
    errorMessage: `You are not authorized to perform this operation. ${ENCODED}${'cD-_'.repeat(60)}`,
  },
];

/** A record that is like others of its kind in all but a little, one in three of them mutated further. */
export function aNeighbourRecord(random: Random): Json {
  const changes = { ...CHANGES[random(CHANGES.length)], ...CHANGES[random(CHANGES.length)] };
  const call = random(5) === 0 ? REAL[random(REAL.length)] : CALLS[random(CALLS.length)];
  const record = aCloudTrailRecord({ ...call, ...changes });
  switch (random(6)) {
    case 0:
      return mutateJson(record, random);
    case 1:
      return { ...record, errorMessage: aMutatedSentence(random) };
    default:
      return record;
  }
}
