import { describe, expect, it } from '@jest/globals';
import type { Denial } from '../../../src/domain/denial/denial.ts';
import { fingerprintOf } from '../../../src/domain/denial/fingerprint.ts';
import { aDenial, aPermission } from '../../builders/a-denial.ts';

const base = fingerprintOf(aDenial());

describe('domain/denial/fingerprint', () => {
  it.each<readonly [string, Partial<Denial>]>([
    ['a new resource', { required: [aPermission({ resources: ['arn:aws:dynamodb:::table/b'] })] }],
    ['another spelling of the action', { required: [aPermission({ action: 'DynamoDB:scan' })] }],
    [
      'another event, time, session or source',
      { eventId: 'x', eventTime: null, source: 'log-line' },
    ],
    [
      'the copy of the event in the trail of the resource’s owner',
      { eventId: 'x', sharedEventId: 'shared', account: '999999999999' },
    ],
  ])('joins %s to the finding', (_what, changes) => {
    expect(fingerprintOf(aDenial(changes))).toBe(base);
  });

  it.each<readonly [string, Partial<Denial>]>([
    ['action', { required: [aPermission({ action: 'dynamodb:Query' })] }],
    ['principal', { principal: { kind: 'role', arn: 'arn:b', session: null, ecsRole: null } }],
    ['account', { account: '999999999999' }],
    ['cause', { cause: 'scp-missing' }],
    [
      'condition',
      { required: [aPermission({ condition: { key: 'cloudwatch:namespace', value: 'a' } })] },
    ],
    ['meaning of `*`', { required: [aPermission({ literal: true })] }],
  ])('keeps another %s apart', (_what, changes) => {
    expect(fingerprintOf(aDenial(changes))).not.toBe(base);
  });

  it('keeps the operations apart where no action is known', () => {
    const of = (eventName: string) =>
      fingerprintOf(aDenial({ required: [], operation: { eventSource: '', eventName } }));
    expect(of('A')).not.toBe(of('B'));
    expect(of('A')).toMatch(/^[0-9a-f]{64}$/);
  });
});
