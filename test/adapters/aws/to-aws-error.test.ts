import { describe, expect, it } from '@jest/globals';
import { toAwsError } from '../../../src/adapters/aws/to-aws-error.ts';
import { AppError } from '../../../src/kernel/app-error.ts';

describe('adapters/aws/to-aws-error', () => {
  it.each([
    ['Throttling', {}, 'throttled'],
    ['AccessDeniedException', {}, 'access-denied'],
    ['ExpiredToken', {}, 'access-denied'],
    ['CredentialsProviderError', {}, 'access-denied'],
    ['Error', { code: 'ECONNRESET' }, 'unavailable'],
    ['InternalFailure', { $metadata: { httpStatusCode: 500 } }, 'unavailable'],
    ['Error', { message: 'Region is missing' }, 'invalid-data'],
  ])('tells of %s %j as %s', (name, more, code) => {
    const error = toAwsError(Object.assign(new Error('no'), { name, ...more }), 'STS');
    expect(error).toMatchObject({ name: 'AppError', code });
    expect((error as Error).message).toMatch(/^STS: /);
  });

  it('leaves a bug and an error of ours as it is', () => {
    for (const error of [new TypeError('x'), new AppError('invalid-data', 'x'), 'a text']) {
      expect(toAwsError(error, 'STS')).toBe(error);
    }
  });
});
