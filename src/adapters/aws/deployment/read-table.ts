import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { TableFacts } from '../../../domain/deployment/facts.ts';
import { toProbe } from './to-probe.ts';

export async function readTable(client: DynamoDBClient, name: string): Promise<TableFacts> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  const backups = await toProbe('DynamoDB DescribeContinuousBackups', () =>
    client.send(new DescribeContinuousBackupsCommand({ TableName: name })),
  );
  const recovery =
    backups.kind === 'found'
      ? backups.value.ContinuousBackupsDescription?.PointInTimeRecoveryDescription
      : undefined;
  const stream = Table?.StreamSpecification;
  return {
    status: Table?.TableStatus ?? 'unknown',
    keys: (Table?.KeySchema ?? []).map(({ AttributeName }) => AttributeName ?? ''),
    stream: stream?.StreamEnabled ? (stream.StreamViewType ?? null) : null,
    isRestorable:
      recovery === undefined ? undefined : recovery.PointInTimeRecoveryStatus === 'ENABLED',
  };
}
