import { all, any } from '../need.ts';
import type { Exception } from './exception.ts';

const API = 'Amazon S3 API Reference';
const CLOUDTRAIL = 'Amazon S3 User Guide, “Amazon S3 CloudTrail events”';
const ZONAL =
  'Amazon S3 User Guide, “Authorizing Zonal endpoint API operations with CreateSession”';

/** Amazon S3. The generated operations hold what the SDK's documentation says in one sentence. */
export const S3_EXCEPTIONS: readonly Exception[] = [
  {
    operations: ['ListObjects'],
    need: all('s3:ListBucket'),
    source: `${API}, ListObjects; CloudTrail logs ListObjectsV2 under this name`,
  },
  { operations: ['HeadObject'], need: all('s3:GetObject'), source: `${API}, HeadObject` },
  {
    operations: ['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload'],
    need: all('s3:PutObject'),
    source: 'Amazon S3 User Guide, “Multipart upload API and permissions”',
  },
  { operations: ['PostObject'], need: all('s3:PutObject'), source: CLOUDTRAIL },
  {
    operations: ['CopyObject', 'UploadPartCopy'],
    need: all('s3:PutObject', 's3:GetObject'),
    source: `${API}, CopyObject and UploadPartCopy: the source is read, the destination written`,
  },
  { operations: ['DeleteObjects'], need: all('s3:DeleteObject'), source: `${API}, DeleteObjects` },
  {
    operations: ['PutBucketLifecycle', 'PutBucketLifecycleConfiguration'],
    need: all('s3:PutLifecycleConfiguration'),
    source: `${API}, PutBucketLifecycleConfiguration; the short name is CloudTrail’s`,
  },
  {
    operations: ['DeleteBucketLifecycle', 'DeleteBucketLifecycleConfiguration'],
    need: all('s3:PutLifecycleConfiguration'),
    source: `${API}, DeleteBucketLifecycle`,
  },
  {
    operations: ['GetBucketLifecycle'],
    need: all('s3:GetLifecycleConfiguration'),
    source: `${API}, GetBucketLifecycle`,
  },
  {
    operations: ['PutBucketReplication'],
    need: all('s3:PutReplicationConfiguration'),
    source: `${API}, PutBucketReplication; iam:PassRole on the role is a dependent action`,
  },
  {
    operations: [
      'PutBucketIntelligentTieringConfiguration',
      'DeleteBucketIntelligentTieringConfiguration',
    ],
    need: all('s3:PutIntelligentTieringConfiguration'),
    source: `${API}, PutBucketIntelligentTieringConfiguration`,
  },
  {
    operations: ['ListBucketIntelligentTieringConfigurations'],
    need: all('s3:GetIntelligentTieringConfiguration'),
    source: `${API}, ListBucketIntelligentTieringConfigurations`,
  },
  {
    operations: ['GetPublicAccessBlock'],
    need: any('s3:GetBucketPublicAccessBlock', 's3:GetAccountPublicAccessBlock'),
    source: `${API}, GetPublicAccessBlock of a bucket and of an account (s3control)`,
  },
  {
    operations: ['PutPublicAccessBlock', 'DeletePublicAccessBlock'],
    need: any('s3:PutBucketPublicAccessBlock', 's3:PutAccountPublicAccessBlock'),
    source: `${API}, PutPublicAccessBlock of a bucket and of an account (s3control)`,
  },
  {
    operations: ['DeleteBucketPublicAccessBlock'],
    need: all('s3:PutBucketPublicAccessBlock'),
    source: CLOUDTRAIL,
  },
  {
    operations: ['DeleteAccountPublicAccessBlock'],
    need: all('s3:PutAccountPublicAccessBlock'),
    source: CLOUDTRAIL,
  },
  {
    operations: ['WriteGetObjectResponse'],
    need: all('s3-object-lambda:WriteGetObjectResponse'),
    source: 'Service Authorization Reference, Amazon S3 Object Lambda',
  },
  {
    operations: ['CreateSession', 'RenameObject'],
    need: all('s3express:CreateSession'),
    source: ZONAL,
  },
  {
    operations: ['ListDirectoryBuckets'],
    need: all('s3express:ListAllMyDirectoryBuckets'),
    source: `${API}, ListDirectoryBuckets`,
  },
  ...['GetAccessPointScope', 'PutAccessPointScope', 'DeleteAccessPointScope'].map((name) => ({
    operations: [name],
    need: all(`s3express:${name}`),
    source: `${API}, ${name}: a directory bucket’s access point`,
  })),
  {
    operations: ['ListAccessPointsForDirectoryBuckets'],
    need: all('s3express:ListAccessPointsForDirectoryBuckets'),
    source: `${API}, ListAccessPointsForDirectoryBuckets`,
  },
  ...['GetBucket', 'ListRegionalBuckets'].map((name) => ({
    operations: [name],
    need: all(`s3-outposts:${name}`),
    source: `${API}, ${name}: only S3 on Outposts has it`,
  })),
];

/** S3 on Outposts: the actions of S3 under its own prefix. */
export const S3_OUTPOSTS_EXCEPTIONS: readonly Exception[] = [
  {
    operations: [
      'PutBucketLifecycleConfiguration',
      'DeleteBucketLifecycle',
      'DeleteBucketLifecycleConfiguration',
    ],
    need: all('s3-outposts:PutLifecycleConfiguration'),
    source: `${API}, DeleteBucketLifecycleConfiguration (s3control)`,
  },
  {
    operations: ['PutBucketReplication', 'DeleteBucketReplication'],
    need: all('s3-outposts:PutReplicationConfiguration'),
    source: `${API}, DeleteBucketReplication (s3control)`,
  },
  {
    operations: ['DeleteBucketTagging'],
    need: all('s3-outposts:PutBucketTagging'),
    source: `${API}, DeleteBucketTagging (s3control)`,
  },
  {
    operations: ['ListObjects', 'ListObjectsV2', 'HeadBucket'],
    need: all('s3-outposts:ListBucket'),
    source: `${API}, HeadBucket`,
  },
  { operations: ['HeadObject'], need: all('s3-outposts:GetObject'), source: `${API}, HeadObject` },
  {
    operations: ['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload'],
    need: all('s3-outposts:PutObject'),
    source: 'Amazon S3 User Guide, “Multipart upload API and permissions”',
  },
  {
    operations: ['CopyObject', 'UploadPartCopy'],
    need: all('s3-outposts:PutObject', 's3-outposts:GetObject'),
    source: `${API}, CopyObject`,
  },
  {
    operations: ['DeleteObjects'],
    need: all('s3-outposts:DeleteObject'),
    source: `${API}, DeleteObjects`,
  },
];

/** Directory buckets: a session stands for every operation on objects. */
export const S3_EXPRESS_EXCEPTIONS: readonly Exception[] = [
  {
    operations: [
      'GetObject',
      'HeadObject',
      'PutObject',
      'DeleteObject',
      'DeleteObjects',
      'CopyObject',
      'GetObjectAttributes',
      'ListObjects',
      'ListObjectsV2',
      'HeadBucket',
      'RenameObject',
      'CreateMultipartUpload',
      'UploadPart',
      'UploadPartCopy',
      'CompleteMultipartUpload',
      'AbortMultipartUpload',
      'ListMultipartUploads',
      'ListParts',
    ],
    need: all('s3express:CreateSession'),
    source: ZONAL,
  },
  ...[
    ['DeleteBucketEncryption', 'PutEncryptionConfiguration'],
    ['DeleteBucketLifecycle', 'PutLifecycleConfiguration'],
    ['DeleteBucketInventoryConfiguration', 'PutInventoryConfiguration'],
    ['ListBucketInventoryConfigurations', 'GetInventoryConfiguration'],
    ['DeleteBucketMetricsConfiguration', 'PutMetricsConfiguration'],
    ['ListBucketMetricsConfigurations', 'GetMetricsConfiguration'],
  ].map(([name = '', action = '']) => ({
    operations: [name],
    need: all(`s3express:${action}`),
    source: `${API}, ${name}, “Directory bucket permissions”`,
  })),
];

/** S3 Object Lambda: the actions of S3 under its own prefix. */
export const S3_OBJECT_LAMBDA_EXCEPTIONS: readonly Exception[] = [
  {
    operations: ['HeadObject'],
    need: all('s3-object-lambda:GetObject'),
    source: `${API}, HeadObject`,
  },
  {
    operations: ['ListObjects'],
    need: all('s3-object-lambda:ListBucket'),
    source: `${API}, ListObjects`,
  },
];
