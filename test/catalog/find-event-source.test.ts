import { describe, expect, it } from '@jest/globals';
import { findEventSource } from '../../src/catalog/find-event-source.ts';

describe('catalog/find-event-source', () => {
  it.each([
    ['s3', 's3.amazonaws.com'],
    ['S3', 's3.amazonaws.com'],
    ['monitoring.amazonaws.com', 'monitoring.amazonaws.com'],
    ['monitoring', 'monitoring.amazonaws.com'],
    ['sfn', 'states.amazonaws.com'],
    ['@aws-sdk/client-sfn', 'states.amazonaws.com'],
    ['cloudwatch-logs', 'logs.amazonaws.com'],
  ])('finds %s', (service, eventSource) => {
    expect(findEventSource(service)).toEqual({ kind: 'found', eventSource });
  });

  it('suggests what comes near', () => {
    expect(findEventSource('dynamo')).toEqual({
      kind: 'unknown',
      near: ['dynamodb', 'dynamodb-streams'],
    });
    expect(findEventSource('constructor')).toMatchObject({ kind: 'unknown' });
  });
});
