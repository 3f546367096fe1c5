import { describe, expect, it } from '@jest/globals';
import { guessPermission } from '../../../src/domain/permission/guess-permission.ts';

describe('domain/permission/guess-permission', () => {
  it('guesses the event’s own name, marked as a guess', () => {
    const call = {
      eventSource: 'lambda.amazonaws.com',
      eventName: 'GetFunction20150331v2',
      requestParameters: null,
      partition: 'aws',
      region: null,
      account: null,
    };

    expect(guessPermission(call)).toEqual({
      action: 'lambda:GetFunction',
      resources: [],
      basis: 'unknown',
      confidence: 'low',
    });
  });
});
