import { accountOfArn, anything, matching, name, part, regionOfArn } from '../forms.ts';
import { type Form, type Group, from, oneOf, row, type RowCall } from '../row.ts';

// Source: Amazon S3 User Guide, “Bucket naming rules” (older buckets have capitals and underscores).
const bucket = matching(/^[\w.-]{3,255}$/);
const accessPoint = part(
  /^arn:[a-z-]{1,20}:s3:[a-z0-9-]{1,30}:\d{12}:accesspoint[/:]([a-z0-9-]{3,63})$/,
);

// Source: Amazon S3 API Reference, CopyObject, `x-amz-copy-source`: `/bucket/key?versionId=…`, URL-encoded.
const copySource = (group: number): Form => {
  const caught = part(/^\/?([\w.-]{3,255})\/([^?]{1,1024})(?:\?versionId=[\w.-]{1,1024})?$/, group);
  return (value, place) => {
    try {
      return caught(decodeURIComponent(value), place);
    } catch {
      return [];
    }
  };
};

const isSource = ({ operation, action }: RowCall) =>
  (operation === 'copyobject' || operation === 'uploadpartcopy') && action.startsWith('s3:get');

const key = from('key', anything);
const header = 'x-amz-copy-source';
const onAccessPoint = {
  AccessPointName: from('bucketName', accessPoint),
  Account: from('bucketName', accountOfArn),
  Region: from('bucketName', regionOfArn),
};

/** CloudTrail names buckets `bucketName` and keys `key` (Amazon S3 User Guide, “CloudTrail events”). */
export const s3: readonly Group[] = [
  oneOf(
    row(
      'object',
      {
        BucketName: from(header, copySource(1)),
        ObjectName: from(header, copySource(2)),
      },
      { when: isSource },
    ),
    row(
      'object',
      { BucketName: from('bucketName', bucket), ObjectName: key },
      { when: (call) => !isSource(call) },
    ),
    row('accesspointobject', { ...onAccessPoint, ObjectName: key }),
    row('bucket', { BucketName: from('bucketName', bucket) }),
    row('accesspoint', onAccessPoint),
    row('accesspoint', { AccessPointName: from('name', name) }),
  ),
];

// Source: DynamoDB API Reference, “TableName”: a name, or the table's ARN.
const TABLE = /^(?:arn:[a-z-]{1,20}:dynamodb:[a-z0-9-]{1,30}:\d{12}:table\/)?([\w.-]{3,255})$/;
const onTable = {
  TableName: from('tableName|sourceTableName|targetTableName', part(TABLE)),
  Account: from('tableName', accountOfArn),
  Region: from('tableName', regionOfArn),
};
const ofItem = (item: string, action: string) => {
  const paths = `transactItems[].${item}.tableName`;
  return row(
    'table',
    { TableName: from(paths, part(TABLE)) },
    {
      arn: paths,
      when: (call) => call.operation === 'transactwriteitems' && call.action === action,
    },
  );
};
// Source: DynamoDB Developer Guide, “PartiQL”: the table and its index stand after the statement's verb.
const PARTIQL =
  /^\s{0,64}(?:select\s[^"]{1,1900}?\sfrom|insert\s{1,9}into|update|delete\s{1,9}from)\s{1,9}"?([\w.-]{3,255})"?(?:\."([\w.-]{3,255})")?(?=\s|$)/i;
const STATEMENTS = 'statement|statements[].statement|transactStatements[].statement';

/** Source: DynamoDB API Reference; batches name their tables as keys (facts of “CloudTrail data events”). */
export const dynamodb: readonly Group[] = [
  oneOf(
    row('stream', undefined, { arn: 'streamArn|resourceArn' }),
    row('backup', undefined, { arn: 'backupArn' }),
    row('export', undefined, { arn: 'exportArn' }),
    row('import', undefined, { arn: 'importArn' }),
    row('global-table', { GlobalTableName: from('globalTableName', name) }),
    row('index', { ...onTable, IndexName: from('indexName', name) }),
    row('index', {
      TableName: from(STATEMENTS, part(PARTIQL, 1)),
      IndexName: from(STATEMENTS, part(PARTIQL, 2)),
    }),
    ofItem('put', 'dynamodb:putitem'),
    ofItem('update', 'dynamodb:updateitem'),
    ofItem('delete', 'dynamodb:deleteitem'),
    ofItem('conditionCheck', 'dynamodb:conditioncheckitem'),
    row(
      'table',
      { TableName: from('transactItems[].*.tableName', part(TABLE)) },
      {
        arn: 'transactItems[].*.tableName',
        when: ({ operation }) => operation !== 'transactwriteitems',
      },
    ),
    row('table', { TableName: from('requestItems{}', part(TABLE)) }, { arn: 'requestItems{}' }),
    row('table', { TableName: from(STATEMENTS, part(PARTIQL)) }),
    row('table', onTable, { arn: 'tableArn|resourceArn|sourceTableArn' }),
  ),
];

/** Source: Amazon EFS API Reference; an ARN is taken for an id. */
export const elasticfilesystem: readonly Group[] = [
  oneOf(
    row(
      'access-point',
      { AccessPointId: from('accessPointId|resourceId', matching(/^fsap-[0-9a-f]{8,40}$/)) },
      { arn: 'accessPointId|resourceId' },
    ),
    row(
      'file-system',
      { FileSystemId: from('fileSystemId|resourceId', matching(/^fs-[0-9a-f]{8,40}$/)) },
      { arn: 'fileSystemId|resourceId' },
    ),
  ),
];
