import { all, any } from '../need.ts';
import type { Exception } from './exception.ts';

const PARTIQL =
  'Amazon DynamoDB Developer Guide, “IAM security policies with PartiQL for DynamoDB”';

export const DYNAMODB_EXCEPTIONS: readonly Exception[] = [
  {
    operations: ['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction'],
    need: any(
      'dynamodb:PartiQLSelect',
      'dynamodb:PartiQLInsert',
      'dynamodb:PartiQLUpdate',
      'dynamodb:PartiQLDelete',
    ),
    source: PARTIQL,
  },
  {
    operations: ['TransactGetItems'],
    need: all('dynamodb:GetItem'),
    source: 'Amazon DynamoDB Developer Guide, “Using IAM with DynamoDB transactions”',
  },
  {
    operations: ['TransactWriteItems'],
    need: any(
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:ConditionCheckItem',
    ),
    source: 'Amazon DynamoDB Developer Guide, “Using IAM with DynamoDB transactions”',
  },
];

const KEYSPACES = 'Service Authorization Reference, Amazon Keyspaces';

/** Amazon Keyspaces has one action for each kind of CQL statement. */
export const CASSANDRA_EXCEPTIONS: readonly Exception[] = [
  {
    operations: ['CreateKeyspace', 'CreateTable', 'CreateType'],
    need: all('cassandra:Create'),
    source: KEYSPACES,
  },
  { operations: ['UpdateTable'], need: all('cassandra:Alter'), source: KEYSPACES },
  {
    operations: ['UpdateKeyspace'],
    need: all(
      ...['Alter', 'Create', 'Select', 'Modify'].flatMap((name) => [
        `cassandra:${name}`,
        `cassandra:${name}MultiRegionResource`,
      ]),
    ),
    source: 'Amazon Keyspaces API Reference, UpdateKeyspace: it adds a Region',
  },
  {
    operations: ['DeleteKeyspace', 'DeleteTable', 'DeleteType'],
    need: all('cassandra:Drop'),
    source: KEYSPACES,
  },
  {
    operations: [
      'GetKeyspace',
      'ListKeyspaces',
      'GetTable',
      'ListTables',
      'GetType',
      'ListTypes',
      'ListTagsForResource',
    ],
    need: all('cassandra:Select'),
    source: KEYSPACES,
  },
  { operations: ['RestoreTable'], need: all('cassandra:Restore'), source: KEYSPACES },
  {
    operations: ['GetTableAutoScalingSettings'],
    need: all(
      'application-autoscaling:DescribeScalableTargets',
      'application-autoscaling:DescribeScalingPolicies',
    ),
    source: 'Amazon Keyspaces API Reference, GetTableAutoScalingSettings',
  },
];

const NEPTUNE = 'Amazon Neptune User Guide, “Data-access actions”, and the data API’s own pages';
const VIA_QUERY = ['ReadDataViaQuery', 'WriteDataViaQuery', 'DeleteDataViaQuery'] as const;

export const NEPTUNE_DB_EXCEPTIONS: readonly Exception[] = [
  {
    operations: ['ExecuteGremlinQuery', 'ExecuteGremlinExplainQuery', 'ExecuteOpenCypherQuery'],
    need: any(...VIA_QUERY.map((name) => `neptune-db:${name}`)),
    source: NEPTUNE,
  },
  {
    operations: ['ExecuteGremlinProfileQuery', 'ExecuteOpenCypherExplainQuery'],
    need: all('neptune-db:ReadDataViaQuery'),
    source: NEPTUNE,
  },
  ...[
    ['CancelQuery', 'CancelGremlinQuery', 'CancelOpenCypherQuery'],
    ['GetQueryStatus', 'GetGremlinQueryStatus', 'GetOpenCypherQueryStatus'],
    ['GetQueryStatus', 'ListGremlinQueries', 'ListOpenCypherQueries'],
    ['DeleteStatistics', 'DeletePropertygraphStatistics', 'DeleteSparqlStatistics'],
    ['GetStatisticsStatus', 'GetPropertygraphStatistics', 'GetSparqlStatistics'],
    ['ManageStatistics', 'ManagePropertygraphStatistics', 'ManageSparqlStatistics'],
    ['GetStreamRecords', 'GetPropertygraphStream', 'GetSparqlStream'],
    ['GetGraphSummary', 'GetPropertygraphSummary', 'GetRDFGraphSummary'],
    ['ResetDatabase', 'ExecuteFastReset'],
    ['GetMLDataProcessingJobStatus', 'GetMLDataProcessingJob'],
    ['GetMLEndpointStatus', 'GetMLEndpoint'],
    ['GetMLModelTrainingJobStatus', 'GetMLModelTrainingJob'],
    ['GetMLModelTransformJobStatus', 'GetMLModelTransformJob'],
  ].map(([action = '', ...operations]) => ({
    operations,
    need: all(`neptune-db:${action}`),
    source: NEPTUNE,
  })),
];
