import { describe, expect, it } from '@jest/globals';
import { refineByRequest } from '../../../src/catalog/by-request/refine-by-request.ts';
import { all, any } from '../../../src/catalog/need.ts';

const PARTIQL = any('dynamodb:PartiQLSelect', 'dynamodb:PartiQLDelete');
const WRITES = any('dynamodb:PutItem', 'dynamodb:DeleteItem');
const TAGS = any('elasticbeanstalk:AddTags', 'elasticbeanstalk:RemoveTags');
const BLOCKS = any('s3:PutBucketPublicAccessBlock', 's3:PutAccountPublicAccessBlock');
const COPY = all('s3:PutObject', 's3:GetObject');
const API_TAGS = any('apigateway:PUT', 'apigateway:POST');

describe('catalog/by-request/refine-by-request', () => {
  it.each([
    [
      'dynamodb:ExecuteStatement',
      PARTIQL,
      { statement: ' select * from "a"' },
      all('dynamodb:PartiQLSelect'),
    ],
    ['dynamodb:ExecuteStatement', PARTIQL, { statement: 'EXPLAIN x' }, PARTIQL],
    ['dynamodb:ExecuteStatement', PARTIQL, {}, PARTIQL],
    [
      'dynamodb:BatchExecuteStatement',
      PARTIQL,
      {
        statements: [
          { statement: 'SELECT a' },
          { statement: 'DELETE b' },
          { statement: 'select c' },
        ],
      },
      all('dynamodb:PartiQLSelect', 'dynamodb:PartiQLDelete'),
    ],
    [
      'dynamodb:ExecuteTransaction',
      PARTIQL,
      { transactStatements: [{ statement: 'INSERT a' }, { statement: '?' }] },
      PARTIQL,
    ],
    [
      'dynamodb:TransactWriteItems',
      WRITES,
      { transactItems: [{ put: {} }, { conditionCheck: {} }] },
      all('dynamodb:PutItem', 'dynamodb:ConditionCheckItem'),
    ],
    ['dynamodb:TransactWriteItems', WRITES, { transactItems: 'none' }, WRITES],
    [
      'elasticbeanstalk:UpdateTagsForResource',
      TAGS,
      { tagsToRemove: ['a'] },
      all('elasticbeanstalk:RemoveTags'),
    ],
    ['elasticbeanstalk:UpdateTagsForResource', TAGS, { tagsToAdd: [] }, TAGS],
    [
      'apigateway:TagResource',
      API_TAGS,
      { resourceArn: 'arn:aws:apigateway:eu-west-1::/apis/a' },
      all('apigateway:POST'),
    ],
    [
      'apigateway:TagResource',
      API_TAGS,
      { resourceArn: 'arn:aws:apigateway:eu-west-1::/restapis/a' },
      all('apigateway:PUT'),
    ],
    ['s3:PutPublicAccessBlock', BLOCKS, { bucketName: 'a' }, all('s3:PutBucketPublicAccessBlock')],
    [
      's3:PutPublicAccessBlock',
      BLOCKS,
      { Host: '111122223333.s3-control.eu-west-1.amazonaws.com' },
      all('s3:PutAccountPublicAccessBlock'),
    ],
    ['s3:GetObject', all('s3:GetObject'), { versionId: 'v' }, all('s3:GetObjectVersion')],
    ['s3:HeadObject', all('s3:GetObject'), { versionId: ['v'] }, all('s3:GetObjectVersion')],
    ['s3:ListBuckets', all('s3:ListAllMyBuckets'), { versionId: 'v' }, all('s3:ListAllMyBuckets')],
    [
      's3:PutObject',
      all('s3:PutObject'),
      { 'x-amz-acl': 'private' },
      all('s3:PutObject', 's3:PutObjectAcl'),
    ],
    [
      's3:CreateMultipartUpload',
      all('s3:PutObject'),
      { 'x-amz-tagging': 'a=b' },
      all('s3:PutObject', 's3:PutObjectTagging'),
    ],
    [
      's3:CopyObject',
      COPY,
      { 'x-amz-copy-source': 'orders/a?versionId=1' },
      all('s3:PutObject', 's3:GetObjectVersion'),
    ],
    [
      's3:CreateBucket',
      all('s3:CreateBucket'),
      { 'x-amz-object-ownership': 'ObjectWriter' },
      all('s3:CreateBucket', 's3:PutBucketOwnershipControls'),
    ],
    [
      'cloudtrail:ListInsightsMetricData',
      all('cloudtrail:LookupEvents'),
      { trailName: 'a' },
      all('cloudtrail:LookupEvents', 'cloudtrail:ListInsightsData'),
    ],
    ['constructor:toString', all('a:b'), {}, all('a:b')],
  ])('%s, %j with %j needs %j', (operation, need, parameters, expected) => {
    expect(refineByRequest(operation, need, parameters)).toEqual(expected);
  });
});
