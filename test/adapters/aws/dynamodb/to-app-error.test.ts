import { describe, expect, it } from '@jest/globals';
import { toAppError } from '../../../../src/adapters/aws/dynamodb/to-app-error.ts';
import { AppError } from '../../../../src/kernel/app-error.ts';

function anError(name: string, more: object = {}): Error {
  return Object.assign(new Error('from DynamoDB'), { name, ...more });
}

describe('adapters/aws/dynamodb/to-app-error', () => {
  it.each([
    ['ProvisionedThroughputExceededException', {}, 'throttled', true],
    ['ThrottlingException', {}, 'throttled', true],
    ['InternalServerError', { $metadata: { httpStatusCode: 500 } }, 'unavailable', true],
    ['ServiceUnavailable', { $metadata: { httpStatusCode: 503 } }, 'unavailable', true],
    ['Error', { code: 'ECONNRESET' }, 'unavailable', true],
    ['Error', { code: 'ENOTFOUND' }, 'unavailable', true],
    ['TimeoutError', {}, 'unavailable', true],
    ['AccessDeniedException', { $metadata: { httpStatusCode: 400 } }, 'access-denied', false],
    ['CredentialsProviderError', {}, 'access-denied', false],
  ])('tells of %s %j as %s, retryable %s', (name, more, code, retryable) => {
    const cause = anError(name, more);
    const error = toAppError(cause, 'rolemender');
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code, retryable, cause, context: { table: 'rolemender' } });
  });

  it('never says "not found" of a table that is absent', () => {
    const error = toAppError(anError('ResourceNotFoundException'), 'rolemender');
    expect(error).toMatchObject({ code: 'unavailable' });
    expect((error as Error).message).toContain('rolemender');
  });

  it.each([
    anError('ValidationException', { $metadata: { httpStatusCode: 400 } }),
    anError('TypeError', { code: 'ERR_INVALID_ARG_TYPE' }),
    new AppError('invalid-data', 'x'),
    'a text',
    undefined,
  ])('leaves a bug and an error of ours as it is: %p', (error) => {
    expect(toAppError(error, 'rolemender')).toBe(error);
  });
});
