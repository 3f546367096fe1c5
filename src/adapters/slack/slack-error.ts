import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { AppError, type AppErrorCode, isAppError } from '../../kernel/app-error.ts';

/** Slack's names of errors after which the token may have been replaced. */
const AUTH_ERRORS: ReadonlySet<string> = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);

/** Errors of a channel that takes nothing from us any more: archived, deleted, or the app was removed. */
const CHANNEL_ERRORS: ReadonlySet<string> = new Set([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'restricted_action',
  'restricted_action_read_only_channel',
  'channel_type_not_supported',
]);

/** Errors of a message that cannot be changed any more. */
const MESSAGE_ERRORS: ReadonlySet<string> = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
]);

/** Slack's own trouble: whether the call was carried out is not known. */
const SLACK_TROUBLE: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

const ABSENT: ReadonlySet<string> = new Set([
  'user_not_found',
  'users_not_found',
  'user_not_visible',
  'no_such_subteam',
]);

/**
 * What a failed call is to the product. `context.slack` is Slack's name of the error; `context.sent` is `no`
 * when the call certainly changed nothing, and `unknown` when it may have; `context.retryAfterSeconds` says when.
 */
export function toSlackAppError(method: string, error: unknown): AppError {
  if (error instanceof WebAPIRateLimitedError) {
    return fault('throttled', method, 'ratelimited', 'no', String(error.retryAfter));
  }
  if (error instanceof WebAPIPlatformError) return toPlatformFault(method, error.data.error);
  if (error instanceof WebAPIHTTPError) {
    const isTrouble = error.statusCode >= 500;
    const name = `http_${error.statusCode}`;
    return isTrouble
      ? fault('unavailable', method, name, 'unknown')
      : fault('invalid-data', method, name, 'no');
  }
  const name = error instanceof WebAPIRequestError ? 'no_answer' : 'malformed_answer';
  return fault('unavailable', method, name, 'unknown');
}

function toPlatformFault(method: string, error: unknown): AppError {
  // Where the answer was no JSON, the SDK takes the whole of it for the error's name.
  if (typeof error !== 'string' || !/^[a-z_]{1,60}$/.test(error)) {
    return fault('unavailable', method, 'malformed_answer', 'unknown');
  }
  if (SLACK_TROUBLE.has(error)) return fault('unavailable', method, error, 'unknown');
  return fault(codeOf(error), method, error, 'no');
}

function codeOf(error: string): AppErrorCode {
  if (error === 'ratelimited' || error === 'rate_limited') return 'throttled';
  if (CHANNEL_ERRORS.has(error) || MESSAGE_ERRORS.has(error) || ABSENT.has(error)) {
    return 'not-found';
  }
  if (AUTH_ERRORS.has(error) || error === 'missing_scope') return 'access-denied';
  return 'invalid-data';
}

// The SDK's error may hold the request, and with it the token: it is no cause of ours.
function fault(
  code: AppErrorCode,
  method: string,
  slack: string,
  sent: 'no' | 'unknown',
  retryAfterSeconds = '',
): AppError {
  const context = { method, slack, sent, ...(retryAfterSeconds && { retryAfterSeconds }) };
  return new AppError(code, `Slack refused ${method}: ${slack}`, { context });
}

/** A call that answered `ok` without what it must answer counts as one without an answer. */
export function toMissingField(method: string, field: string): AppError {
  return fault('unavailable', method, `no_${field}`, 'unknown');
}

export function isAuthError(error: unknown): boolean {
  return isAppError(error) && AUTH_ERRORS.has(error.context['slack'] ?? '');
}

export function isChannelError(error: unknown): boolean {
  return isAppError(error) && CHANNEL_ERRORS.has(error.context['slack'] ?? '');
}

export function isMessageError(error: unknown): boolean {
  return isAppError(error) && MESSAGE_ERRORS.has(error.context['slack'] ?? '');
}

/** Whether a failed call may have been carried out all the same. */
export function mayBeSent(error: unknown): boolean {
  return !isAppError(error) || error.context['sent'] !== 'no';
}
