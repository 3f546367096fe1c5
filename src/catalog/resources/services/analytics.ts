import { name } from '../forms.ts';
import { type Group, from, oneOf, row } from '../row.ts';

const database = from('databaseName|database.name|databaseInput.name', name);

/** Source: AWS Glue Developer Guide, “ARNs”: a table's action needs its catalog and its database too. */
export const glue: readonly Group[] = [
  oneOf(row('rootcatalog', {})),
  oneOf(
    row('database', { DatabaseName: database }),
    row(
      'database',
      { DatabaseName: from('name|databaseInput.name', name) },
      { when: ({ operation }) => operation.endsWith('database') },
    ),
  ),
  oneOf(
    row('table', {
      DatabaseName: database,
      TableName: from('tableName|tableInput.name|name|tablesToDelete[]', name),
    }),
    row(
      'table',
      { DatabaseName: database, TableName: from('databaseName', () => ['*']) },
      { when: ({ operation }) => operation === 'gettables' },
    ),
  ),
  oneOf(row('job', { JobName: from('jobName|name|jobNames[]', name) })),
  oneOf(row('crawler', { CrawlerName: from('crawlerName|name|crawlerNames[]', name) })),
  oneOf(row('trigger', { TriggerName: from('name|triggerNames[]', name) })),
  oneOf(row('workflow', { WorkflowName: from('name|names[]', name) })),
  oneOf(row('connection', { ConnectionName: from('name|connectionName', name) })),
];

const BY_WORKGROUP = new Set([
  'startqueryexecution',
  'createnamedquery',
  'listnamedqueries',
  'listqueryexecutions',
]);

/** Source: Amazon Athena API Reference; these calls use "primary" where no workgroup is given. */
export const athena: readonly Group[] = [
  oneOf(
    row(
      'workgroup',
      { WorkGroupName: from('workGroup', name, 'primary') },
      { when: ({ operation }) => BY_WORKGROUP.has(operation) },
    ),
    row('workgroup', { WorkGroupName: from('workGroup', name) }),
    row(
      'workgroup',
      { WorkGroupName: from('name', name) },
      { when: ({ operation }) => operation === 'createworkgroup' },
    ),
  ),
  oneOf(row('datacatalog', { DataCatalogName: from('catalogName|name', name) })),
];

/** Source: Amazon OpenSearch Service API Reference. */
export const es: readonly Group[] = [
  oneOf(row('domain', { DomainName: from('domainName', name) }, { arn: 'aRN' })),
];
