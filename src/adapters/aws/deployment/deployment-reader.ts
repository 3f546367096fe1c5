import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { DeploymentReader } from '../../../ports/deployment-reader.ts';
import { type AwsClientOptions, toClientSettings } from '../client-settings.ts';
import { readQueue } from './read-queue.ts';
import { readRule } from './read-rule.ts';
import { readTable } from './read-table.ts';
import { readTrails } from './read-trails.ts';
import { toProbe } from './to-probe.ts';

/** The shortest session that STS gives. */
const SESSION_SECONDS = 900;

/** The `DeploymentReader` with one account's credentials, in one region. */
export function createAwsDeploymentReader(options: AwsClientOptions): DeploymentReader {
  const settings = toClientSettings(options);
  const sts = new STSClient(settings);
  const trails = new CloudTrailClient(settings);
  const events = new EventBridgeClient(settings);
  const queues = new SQSClient(settings);
  const tables = new DynamoDBClient(settings);
  return {
    caller: () =>
      toProbe('STS GetCallerIdentity', async () => {
        const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
        return { account: Account, arn: Arn };
      }),
    rule: (name) => toProbe('EventBridge DescribeRule', () => readRule(events, name)),
    trails: () => toProbe('CloudTrail DescribeTrails', () => readTrails(trails, options.region)),
    queue: (url) => toProbe('SQS GetQueueAttributes', () => readQueue(queues, url)),
    table: (name) => toProbe('DynamoDB DescribeTable', () => readTable(tables, name)),
    session: (RoleArn, externalId) =>
      toProbe('STS AssumeRole', async () => {
        await sts.send(
          new AssumeRoleCommand({
            RoleArn,
            RoleSessionName: 'rolemender-doctor',
            DurationSeconds: SESSION_SECONDS,
            ...(externalId === null ? {} : { ExternalId: externalId }),
          }),
        );
        return null;
      }),
  };
}
