import { name, part } from '../forms.ts';
import { type Group, from, oneOf, row } from '../row.ts';

/** Source: Amazon RDS API Reference; `dBInstanceIdentifier` is how CloudTrail spells `DBInstanceIdentifier`. */
export const rds: readonly Group[] = [
  oneOf(
    row(
      'db',
      { DbInstanceName: from('dBInstanceIdentifier', name) },
      { arn: 'dBInstanceIdentifier|resourceName' },
    ),
  ),
  oneOf(
    row(
      'cluster',
      { DbClusterInstanceName: from('dBClusterIdentifier', name) },
      { arn: 'dBClusterIdentifier|resourceName|resourceArn' },
    ),
  ),
  oneOf(
    row(
      'snapshot',
      {
        SnapshotName: from(
          'dBSnapshotIdentifier|targetDBSnapshotIdentifier|finalDBSnapshotIdentifier',
          name,
        ),
      },
      { arn: 'dBSnapshotIdentifier|resourceName' },
    ),
  ),
  oneOf(
    row(
      'cluster-snapshot',
      {
        ClusterSnapshotName: from(
          'dBClusterSnapshotIdentifier|targetDBClusterSnapshotIdentifier|snapshotIdentifier|finalDBSnapshotIdentifier',
          name,
        ),
      },
      { arn: 'dBClusterSnapshotIdentifier|snapshotIdentifier|resourceName' },
    ),
  ),
  oneOf(row('subgrp', { SubnetGroupName: from('dBSubnetGroupName', name) })),
  oneOf(row('pg', { ParameterGroupName: from('dBParameterGroupName', name) })),
  oneOf(
    row('cluster-pg', { ClusterParameterGroupName: from('dBClusterParameterGroupName', name) }),
  ),
  oneOf(row('og', { OptionGroupName: from('optionGroupName', name) })),
  oneOf(row('secgrp', { SecurityGroupName: from('dBSecurityGroupName', name) })),
  oneOf(row('es', { SubscriptionName: from('subscriptionName', name) })),
  oneOf(row('global-cluster', { GlobalCluster: from('globalClusterIdentifier', name) })),
];

/** Source: RDS Data API Reference: the cluster's ARN, and that of the secret it is opened with. */
export const rdsData: readonly Group[] = [
  oneOf(row('cluster', undefined, { arn: 'resourceArn|dbClusterOrInstanceArn' })),
];

/** Source: Amazon ElastiCache API Reference. */
export const elasticache: readonly Group[] = [
  oneOf(
    row('cluster', { CacheClusterId: from('cacheClusterId', name) }),
    row('replicationgroup', { ReplicationGroupId: from('replicationGroupId', name) }),
    row('serverlesscache', { ServerlessCacheName: from('serverlessCacheName', name) }),
  ),
];

// Source: Amazon Timestream Developer Guide, query language: `FROM "database"."table"`.
const TABLE = /\sfrom\s{1,9}"([\w.-]{3,256})"\."([\w.-]{3,256})"(?=\s|$)/i;

/** Source: Amazon Timestream API Reference. */
export const timestream: readonly Group[] = [
  oneOf(
    row('table', {
      DatabaseName: from('databaseName', name),
      TableName: from('tableName', name),
    }),
    row('table', {
      DatabaseName: from('queryString', part(TABLE, 1)),
      TableName: from('queryString', part(TABLE, 2)),
    }),
    row('database', { DatabaseName: from('databaseName', name) }),
    row('scheduled-query', undefined, { arn: 'scheduledQueryArn' }),
  ),
];
