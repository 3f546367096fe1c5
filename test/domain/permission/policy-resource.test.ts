import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { toPolicyResource } from '../../../src/domain/permission/policy-resource.ts';

const PLACE = { partition: 'aws', account: '123456789012' };
const IAM = 'arn:aws:iam::123456789012';

describe('domain/permission/policy-resource', () => {
  it.each([
    ['*', '*'],
    [
      'arn:aws:dynamodb:us-east-1:123456789012:table/t',
      'arn:aws:dynamodb:us-east-1:123456789012:table/t',
    ],
    ['arn:aws:ec2:us-east-1:123456789012:*/*', 'arn:aws:ec2:us-east-1:123456789012:*/*'],
    [
      'arn:aws:redshift:us-east-1:123456789012:cluster:*',
      'arn:aws:redshift:us-east-1:123456789012:cluster:*',
    ],
    [
      'arn:aws:glue:us-east-1:123456789012:table/d/a*',
      'arn:aws:glue:us-east-1:123456789012:table/d/a${*}',
    ],
    [
      'arn:aws:glue:us-east-1:123456789012:table/d/*',
      'arn:aws:glue:us-east-1:123456789012:table/d/${*}',
    ],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b/${*}'],
    ['arn:aws:s3:::b/?$', 'arn:aws:s3:::b/${?}${$}'],
    ['arn:aws:s3:::b/${aws:username}', 'arn:aws:s3:::b/${$}{aws:username}'],
    ['arn:aws:s3:::*', 'arn:aws:s3:::*'],
    ['role web', `${IAM}:role/web`],
    ['user a@example.com', `${IAM}:user/a@example.com`],
    ['group g', `${IAM}:group/g`],
    ['policy p', `${IAM}:policy/p`],
    ['policy arn:aws:iam::aws:policy/p version v2', 'arn:aws:iam::aws:policy/p'],
    ['instance profile i', `${IAM}:instance-profile/i`],
  ])('writes %s as %s', (resource, expected) => {
    expect(toPolicyResource(resource, PLACE)).toEqual({ kind: 'resource', resource: expected });
  });

  it('keeps all tables of a database for GetTables alone, which names none', () => {
    const write = (action: string, name: string) =>
      toPolicyResource(`arn:aws:glue:us-east-1:123456789012:table/${name}`, { ...PLACE, action });
    const written = (name: string) => ({
      kind: 'resource',
      resource: `arn:aws:glue:us-east-1:123456789012:table/${name}`,
    });

    expect(write('glue:GetTables', 'd/*')).toEqual(written('d/*'));
    expect(write('glue:GetTables', '*/*')).toEqual(written('${*}/${*}'));
    expect(write('glue:GetTable', 'd/*')).toEqual(written('d/${*}'));
  });

  it('takes every `*` for a name where the caller asked for it', () => {
    const place = { ...PLACE, literal: true };

    expect(toPolicyResource('arn:aws:sqs:us-east-1:123456789012:*', place)).toEqual({
      kind: 'resource',
      resource: 'arn:aws:sqs:us-east-1:123456789012:${*}',
    });
    expect(toPolicyResource('arn:aws:ec2:us-east-1:123456789012:instance/*', place)).toEqual({
      kind: 'resource',
      resource: 'arn:aws:ec2:us-east-1:123456789012:instance/${*}',
    });
  });

  it.each([
    'my-secret',
    'user',
    'https://sqs.us-east-1.amazonaws.com/123456789012/q',
    'arn:aws:s3:::b/k...',
    'arn:aws:sqs:us-east-1:123456789012:',
    'arn:aws:execute-api:us-east-1:********1234:a/b',
    'arn:aws:dynamodb:<REGION>:123456789012:table/t',
  ])('does not know %s exactly', (resource) => {
    expect(toPolicyResource(resource, PLACE)).toEqual({ kind: 'unknown' });
  });

  it('refuses what IAM cannot hold, and IAM’s words without an account', () => {
    expect(toPolicyResource('arn:aws:s3:::b/日', PLACE).kind).toBe('unwritable');
    expect(toPolicyResource('arn:aws:s3:::b/a\nb', PLACE).kind).toBe('unwritable');
    expect(toPolicyResource('role web', { ...PLACE, account: null }).kind).toBe('unknown');
  });

  it('never turns an object key into a pattern or a variable', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), (key) => {
        const written = toPolicyResource(`arn:aws:s3:::bucket/${key}`, PLACE);
        if (written.kind !== 'resource') return;
        const literal = written.resource.replaceAll(/\$\{([*?$])\}/g, '');
        expect(literal).not.toMatch(/[*?$]/);
        expect(written.resource.replaceAll(/\$\{([*?$])\}/g, '$1')).toBe(
          `arn:aws:s3:::bucket/${key}`,
        );
      }),
      { numRuns: 500 },
    );
  });
});
