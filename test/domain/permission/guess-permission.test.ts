import { describe, expect, it } from '@jest/globals';
import {
  guessPermission,
  lookUpException,
} from '../../../src/domain/permission/event-action-exceptions.ts';

const call = (eventSource: string, eventName: string) => ({
  eventSource,
  eventName,
  requestParameters: null,
  partition: 'aws',
  region: null,
  account: null,
});

describe('domain/permission/event-action-exceptions', () => {
  it('knows events whose action has another name', () => {
    expect(lookUpException(call('s3.amazonaws.com', 'ListObjectsV2'))).toEqual([
      { action: 's3:ListBucket', resources: [], basis: 'exception', confidence: 'medium' },
    ]);
    expect(lookUpException(call('s3.amazonaws.com', 'GetObject'))).toBeUndefined();
  });

  it('guesses the event’s own name, marked as a guess', () => {
    expect(guessPermission(call('lambda.amazonaws.com', 'GetFunction20150331v2'))).toEqual({
      action: 'lambda:GetFunction',
      resources: [],
      basis: 'unknown',
      confidence: 'low',
    });
  });
});
