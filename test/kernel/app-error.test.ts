import { describe, expect, it } from '@jest/globals';
import { APP_ERROR_CODES, AppError, isAppError } from '../../src/kernel/app-error.ts';

describe('kernel/app-error', () => {
  it('keeps code, message, cause and context', () => {
    const cause = new Error('socket closed');
    const error = new AppError('unavailable', 'IAM did not answer', {
      cause,
      context: { policy: 'orders' },
    });

    expect(error).toMatchObject({
      name: 'AppError',
      code: 'unavailable',
      message: 'IAM did not answer',
      cause,
      context: { policy: 'orders' },
    });
  });

  it('has no cause and an empty context unless told', () => {
    const error = new AppError('not-found', 'there is no such policy');

    expect('cause' in error).toBe(false);
    expect(error.context).toEqual({});
  });

  it.each(APP_ERROR_CODES)('says of "%s" whether the same call may succeed later', (code) => {
    const retryable = ['concurrent-modification', 'throttled', 'unavailable'];

    expect(new AppError(code, 'x').retryable).toBe(retryable.includes(code));
  });

  it('is told from other errors, and by its code', () => {
    const error = new AppError('throttled', 'slow down');

    expect(isAppError(error)).toBe(true);
    expect(isAppError(error, 'not-found', 'throttled')).toBe(true);
    expect(isAppError(error, 'not-found')).toBe(false);
    expect(isAppError(new Error('throttled'))).toBe(false);
    expect(isAppError({ code: 'throttled' }, 'throttled')).toBe(false);
  });
});
