import { describe, expect, it } from '@jest/globals';
import { rememberLookUps } from '../../src/catalog/remember-look-ups.ts';
import type { ApiCall, DeniedAction } from '../../src/domain/permission/action-lookup.ts';

const CALL: ApiCall = {
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  requestParameters: { bucketName: 'logs', key: 'a' },
  additionalEventData: { bytes: 1 },
  partition: 'aws',
  region: 'eu-west-1',
  account: '123456789012',
  resources: ['arn:aws:s3:::logs'],
};
const DENIED: DeniedAction = { action: 's3:GetObject', resource: null };

function counted(isFinal = () => true) {
  const asked: ApiCall[] = [];
  const lookUp = rememberLookUps((call) => {
    asked.push(call);
    return [];
  }, isFinal);
  return { asked, lookUp };
}

describe('catalog/remember-look-ups', () => {
  it('asks once for calls that are written alike', () => {
    const { asked, lookUp } = counted();
    for (let n = 0; n < 3; n++) lookUp(structuredClone(CALL), { ...DENIED });
    expect(asked).toHaveLength(1);
  });

  it.each([
    { eventSource: 's3express.amazonaws.com' },
    { eventName: 'HeadObject' },
    { requestParameters: null },
    { requestParameters: { bucketName: 'logs', key: 'b' } },
    { additionalEventData: { bytes: 2 } },
    { partition: 'aws-cn' },
    { region: null },
    { account: '210987654321' },
    { resources: [] },
  ] satisfies Partial<ApiCall>[])('asks again for another %j', (changes) => {
    const { asked, lookUp } = counted();
    lookUp(CALL, DENIED);
    lookUp({ ...CALL, ...changes }, DENIED);
    expect(asked).toHaveLength(2);
  });

  it.each([
    undefined,
    { action: 's3:GetObjectTagging', resource: null },
    { action: 's3:GetObject', resource: '*' },
  ])('asks again where %j was denied', (denied) => {
    const { asked, lookUp } = counted();
    lookUp(CALL, DENIED);
    lookUp(CALL, denied);
    expect(asked).toHaveLength(2);
  });

  it('forgets an answer that is not final, and calls that are large', () => {
    const loading = counted(() => false);
    const large = counted();
    const call = { ...CALL, requestParameters: { key: 'x'.repeat(5000) } };
    for (let n = 0; n < 2; n++) {
      loading.lookUp(CALL);
      large.lookUp(call);
    }
    expect([loading.asked.length, large.asked.length]).toEqual([2, 2]);
  });
});
