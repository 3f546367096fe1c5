import { describe, expect, it } from '@jest/globals';
import { namedArns } from '../../../src/domain/denial/named-arns.ts';
import { readRecord } from '../../../src/domain/denial/read-record.ts';
import { readText } from '../../../src/domain/denial/read-text.ts';
import { toRecord, toSentence } from '../../../src/compose/demo/records.ts';
import { aDeniedCall } from '../../builders/a-denied-call.ts';

const KEY =
  'arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab';
const ROLE = 'arn:aws:iam::123456789012:role/app/orders-task';

describe('domain/denial/named-arns', () => {
  it('finds keys in parameters and texts, roles in parameters only, each once', () => {
    const parameters = { a: [{ kmsKeyId: KEY }], taskRoleArn: ROLE, again: ROLE };

    expect(namedArns(parameters, [])).toEqual({ kmsKeys: [KEY], roles: [ROLE] });
    expect(namedArns(null, [`… with key ${KEY}.`, ROLE])).toEqual({ kmsKeys: [KEY], roles: [] });
  });

  it('takes an alias or a key of no account for no key', () => {
    const texts = [
      'arn:aws:kms:us-east-1:123456789012:alias/orders',
      'arn:aws:kms:us-east-1::key/1',
      'arn:aws:kms:us-east-1:123456789012:key/*',
    ];

    expect(namedArns({}, texts)).toEqual({ kmsKeys: [], roles: [] });
  });

  it('shows a few of very many, and comes to an end whatever it is given', () => {
    const many = Array.from({ length: 5000 }, (_, i) => `arn:aws:iam::123456789012:role/r${i}`);
    const circle: Record<string, unknown> = { key: KEY };
    circle['self'] = circle;

    expect(namedArns(many, []).roles).toHaveLength(3);
    expect(namedArns(circle, []).kmsKeys).toEqual([KEY]);
    const hostile = 'arn:aws:kms:'.repeat(100_000) + 'arn:aws-'.repeat(100_000);
    const start = Date.now();
    namedArns({ hostile }, [hostile]);
    expect(Date.now() - start).toBeLessThan(1000);
  });

  it('is what a record and a text tell of what is denied next', () => {
    const call = aDeniedCall({
      source: 's3',
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::media/a',
    });
    const record = { ...toRecord(call, 1), resources: [{ ARN: KEY }] };
    const likely = [{ action: 'kms:Decrypt', resources: [KEY] }];

    expect(readRecord(record)).toMatchObject([{ alsoLikely: likely }]);
    expect(readText(`${toSentence(call)} (${KEY})`)).toMatchObject({
      alsoLikely: likely,
    });
  });
});
