import { describe, expect, it } from '@jest/globals';
import {
  prefixOfEventSource,
  toOperationName,
} from '../../../src/domain/permission/service-prefix.ts';

describe('domain/permission/service-prefix', () => {
  it.each([
    ['dynamodb.amazonaws.com', 'dynamodb'],
    ['monitoring.amazonaws.com', 'cloudwatch'],
    ['streams.dynamodb.amazonaws.com', 'dynamodb'],
    ['s3.amazonaws.com.cn', 's3'],
    ['constructor', 'constructor'],
  ])('names the prefix of %s', (source, prefix) => {
    expect(prefixOfEventSource(source)).toBe(prefix);
  });

  it.each([
    ['GetFunction20150331v2', 'GetFunction'],
    ['UpdateDistribution2020_05_31', 'UpdateDistribution'],
    ['ListObjectsV2', 'ListObjectsV2'],
    ['PublishLayerVersion20181031', 'PublishLayerVersion'],
  ])('names the operation of %s', (event, operation) => {
    expect(toOperationName(event)).toBe(operation);
  });
});
