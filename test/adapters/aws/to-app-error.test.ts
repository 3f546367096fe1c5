import { describe, expect, it } from '@jest/globals';
import { toAppError } from '../../../src/adapters/aws/to-app-error.ts';
import { AppError } from '../../../src/kernel/app-error.ts';

const fault = (name: string, more: object = {}) =>
  Object.assign(new Error('told why'), { name, ...more });
const answered = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });

describe('adapters/aws/to-app-error', () => {
  it.each([
    [fault('Throttling'), 'throttled', true],
    [fault('Odd', answered(429)), 'throttled', true],
    [fault('Odd', answered(500)), 'unavailable', true],
    [fault('Odd', answered(503)), 'unavailable', true],
    [fault('SyntaxError', answered(200)), 'unavailable', true],
    [fault('TimeoutError'), 'unavailable', true],
    [fault('Error', { code: 'ECONNRESET' }), 'unavailable', true],
    [fault('Error', { code: 'ENOTFOUND' }), 'unavailable', true],
    [fault('AccessDenied'), 'access-denied', false],
    [fault('Odd', answered(403)), 'access-denied', false],
    [fault('ExpiredToken'), 'access-denied', false],
    [fault('Odd', answered(400)), 'invalid-data', false],
  ])('takes %s for %s', (error, code, retryable) => {
    expect(toAppError(error, 'IAM GetRole')).toMatchObject({ code, retryable });
  });

  it('asks the names of the service first', () => {
    const names = new Map([['Throttling', 'limit-exceeded']] as const);
    expect(toAppError(fault('Throttling'), 'X', names)).toMatchObject({ code: 'limit-exceeded' });
  });

  it('says where it happened and keeps the cause', () => {
    const cause = fault('AccessDenied');
    expect(toAppError(cause, 'IAM GetRole')).toMatchObject({
      message: 'IAM GetRole: AccessDenied: told why',
      context: { place: 'IAM GetRole' },
      cause,
    });
  });

  it('leaves bugs and what is an AppError as they are', () => {
    const bug = new TypeError('x is not a function');
    expect(toAppError(bug, 'X')).toBe(bug);
    const internal = fault('Error', { code: 'ERR_INVALID_ARG_TYPE' });
    expect(toAppError(internal, 'X')).toBe(internal);
    const known = new AppError('account-unreachable', 'no');
    expect(toAppError(known, 'X')).toBe(known);
    expect(toAppError('text', 'X')).toBe('text');
  });
});
