import { describe, expect, it } from '@jest/globals';
import { parseApiCall } from '../../../src/domain/permission/parse-api-call.ts';

const CALL = { eventSource: 's3.amazonaws.com', eventName: 'HeadObject' };

describe('domain/permission/parse-api-call', () => {
  it('reads the least that makes a call', () => {
    expect(parseApiCall(CALL)).toEqual({
      kind: 'call',
      call: {
        ...CALL,
        requestParameters: null,
        additionalEventData: null,
        partition: 'aws',
        region: null,
        account: null,
      },
    });
  });

  it('reads a whole CloudTrail record', () => {
    const record = {
      ...CALL,
      awsRegion: 'cn-north-1',
      recipientAccountId: '111122223333',
      requestParameters: { key: 'a' },
      userIdentity: {},
    };

    expect(parseApiCall(record)).toMatchObject({
      call: {
        region: 'cn-north-1',
        partition: 'aws-cn',
        account: '111122223333',
        requestParameters: { key: 'a' },
      },
    });
  });

  it.each<readonly [unknown, string]>([
    [null, ''],
    ['s3', ''],
    [[CALL], ''],
    [{ eventName: 'A' }, 'eventSource'],
    [{ ...CALL, eventName: 3 }, 'eventName'],
    [{ ...CALL, requestParameters: 'a' }, 'requestParameters'],
    [{ ...CALL, additionalEventData: [] }, 'additionalEventData'],
    [Object.create(CALL), 'eventSource'],
  ])('refuses %j and names the place', (value, path) => {
    expect(parseApiCall(value)).toMatchObject({ kind: 'invalid', path });
  });
});
