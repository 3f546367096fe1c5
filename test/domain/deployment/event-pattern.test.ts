import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { passesPattern } from '../../../src/domain/deployment/event-pattern.ts';

const EVENT = {
  source: 'aws.s3',
  account: '111122223333',
  detail: { errorCode: 'Client.UnauthorizedOperation', tags: ['a', 'b'], count: 3, nothing: null },
};

describe('domain/deployment/event-pattern', () => {
  it.each<[string, unknown, boolean]>([
    ['equal', { source: ['aws.s3'] }, true],
    ['one of', { source: ['aws.ec2', 'aws.s3'] }, true],
    ['other', { source: ['aws.ec2'] }, false],
    ['a number', { detail: { count: [3] } }, true],
    ['null', { detail: { nothing: [null] } }, true],
    ['one of a list of values', { detail: { tags: ['b'] } }, true],
    ['prefix', { source: [{ prefix: 'aws.' }] }, true],
    ['suffix', { detail: { errorCode: [{ suffix: 'UnauthorizedOperation' }] } }, true],
    ['no such prefix', { source: [{ prefix: 'custom.' }] }, false],
    ['every field', { source: ['aws.s3'], account: ['999999999999'] }, false],
    ['exists', { detail: { errorCode: [{ exists: true }] } }, true],
    ['does not exist', { detail: { other: [{ exists: false }] } }, true],
    ['does not exist in nothing', { other: { inner: [{ exists: false }] } }, true],
    ['anything but', { source: [{ 'anything-but': 'aws.ec2' }] }, true],
    ['anything but a prefix', { source: [{ 'anything-but': { prefix: 'aws.' } }] }, false],
    ['anything but of what is missing', { other: [{ 'anything-but': 'a' }] }, false],
    ['equals without case', { source: [{ 'equals-ignore-case': 'AWS.S3' }] }, true],
    ['wildcard', { source: [{ wildcard: 'a*.s*' }] }, true],
    ['wildcard that ends elsewhere', { source: [{ wildcard: 'aws*4' }] }, false],
    ['either', { $or: [{ source: ['aws.ec2'] }, { account: ['111122223333'] }] }, true],
    ['neither', { $or: [{ source: ['aws.ec2'] }, { account: ['1'] }] }, false],
    ['an operator that is not known', { source: [{ cidr: '10.0.0.0/8' }] }, false],
    ['no pattern', undefined, false],
  ])('%s', (_name, pattern, passes) => {
    expect(passesPattern(pattern, EVENT)).toBe(passes);
  });

  it('agrees with a regular expression about wildcards', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const value = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(text, value, (wildcard, source) => {
        const expected = new RegExp(`^${wildcard.replaceAll('*', '.*')}$`).test(source);
        expect(passesPattern({ source: [{ wildcard }] }, { source })).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});
