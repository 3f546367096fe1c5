import { describe, expect, it } from '@jest/globals';
import type { Denial } from '../../../src/domain/denial/denial.ts';
import { diagnose } from '../../../src/domain/denial/diagnose.ts';
import {
  isSameQuestion,
  isSmallQuestion,
  toQuestion,
} from '../../../src/domain/denial/question.ts';
import { aDenial, aPermission } from '../../builders/a-denial.ts';

const role = (arn: string | null) => ({ kind: 'role', arn, session: null, ecsRole: null }) as const;
const same = (changes: Partial<Denial>) =>
  isSameQuestion(toQuestion(aDenial()), toQuestion(aDenial(changes)));

describe('domain/denial/question', () => {
  it.each<readonly [string, Partial<Denial>]>([
    [
      'event, time and context',
      { eventId: 'x', eventTime: null, context: { 'aws:SourceIp': [''] } },
    ],
    ['session', { principal: { ...aDenial().principal, session: 'other' } }],
    ['name of a role of the account', { principal: role('arn:aws:iam::123456789012:role/other') }],
  ])('is the same for another %s', (_what, changes) => {
    expect(same(changes)).toBe(true);
  });

  it.each<readonly [string, Partial<Denial>]>([
    ['cause', { cause: 'scp-missing' }],
    ['account', { account: '999999999999' }],
    [
      'denying policy',
      { denyingPolicyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3' },
    ],
    ['kind of principal', { principal: { ...aDenial().principal, kind: 'user' } }],
    ['account of the principal', { principal: role('arn:aws:iam::999999999999:role/app/x') }],
    ['partition', { principal: role('arn:aws-cn:iam::123456789012:role/app/x') }],
    ['unknown principal', { principal: role(null) }],
    ['principal that nothing attaches to', { principal: role('arn:aws:iam::123456789012:role/…') }],
    [
      'service-linked role',
      { principal: role('arn:aws:iam::123456789012:role/aws-service-role/x') },
    ],
    ['permission set', { principal: role('arn:aws:iam::123456789012:role/AWSReservedSSO_x') }],
    ['action', { required: [aPermission({ action: 'dynamodb:Query' })] }],
    ['spelling of the action', { required: [aPermission({ action: 'DynamoDB:Scan' })] }],
    ['basis', { required: [aPermission({ basis: 'unknown' })] }],
    ['resource', { required: [aPermission({ resources: ['arn:aws:s3:::b'] })] }],
    ['name with a star of its own', { required: [aPermission({ literal: true })] }],
    [
      'condition',
      { required: [aPermission({ condition: { key: 'cloudwatch:namespace', value: 'a' } })] },
    ],
    ['decoded message', { decoded: { explicitDeny: true, matchedStatements: [] } }],
    ['number of resources', { required: [aPermission({ resources: [] })] }],
    ['number of actions', { required: [aPermission(), aPermission()] }],
  ])('is another one for another %s', (_what, changes) => {
    expect(same(changes)).toBe(false);
  });

  it('is another one for another value of a condition, and the same for an equal one', () => {
    const [first, second, equal] = ['Shop', 'Web', 'Shop'].map((value) =>
      toQuestion(
        aDenial({ required: [aPermission({ condition: { key: 'cloudwatch:namespace', value } })] }),
      ),
    );
    expect(isSameQuestion(first!, second!)).toBe(false);
    expect(isSameQuestion(first!, equal!)).toBe(true);
  });

  it('lets a diagnosis speak of its own denial, though its answer is remembered', () => {
    const first = diagnose(aDenial({ eventId: 'a' }));
    const second = diagnose(aDenial({ eventId: 'b' }));
    expect([first.denial.eventId, second.denial.eventId]).toEqual(['a', 'b']);
    expect(second.statement).toEqual(first.statement);
  });

  it('is small only with short names and few of them', () => {
    const isSmall = (changes: Partial<Denial>) => isSmallQuestion(toQuestion(aDenial(changes)));
    expect(isSmall({})).toBe(true);
    expect(isSmall({ required: [aPermission({ resources: ['x'.repeat(5000)] })] })).toBe(false);
    expect(isSmall({ required: [aPermission({ resources: ['a', 'b'] })] })).toBe(false);
    expect(isSmall({ denyingPolicyArn: 'x'.repeat(5000) })).toBe(false);
    expect(isSmall({ decoded: { explicitDeny: true, matchedStatements: [] } })).toBe(false);
  });
});
