import { AppError, type AppErrorCode } from '../../kernel/app-error.ts';

/** Names of errors that every AWS service may answer with. Source: each API's "Common Errors" page. */
const COMMON_NAMES: ReadonlyMap<string, AppErrorCode> = new Map([
  ['Throttling', 'throttled'],
  ['ThrottlingException', 'throttled'],
  ['ThrottledException', 'throttled'],
  ['TooManyRequestsException', 'throttled'],
  ['RequestLimitExceeded', 'throttled'],
  ['RequestThrottled', 'throttled'],
  ['SlowDown', 'throttled'],
  ['AccessDenied', 'access-denied'],
  ['AccessDeniedException', 'access-denied'],
  ['AuthorizationError', 'access-denied'],
  ['AuthorizationErrorException', 'access-denied'],
  ['CredentialsProviderError', 'access-denied'],
  ['ExpiredToken', 'access-denied'],
  ['ExpiredTokenException', 'access-denied'],
  ['InvalidClientTokenId', 'access-denied'],
  ['InvalidSignatureException', 'access-denied'],
  ['OptInRequired', 'access-denied'],
  ['SignatureDoesNotMatch', 'access-denied'],
  ['UnrecognizedClientException', 'access-denied'],
  ['AbortError', 'unavailable'],
  ['InternalFailure', 'unavailable'],
  ['ServiceUnavailable', 'unavailable'],
  ['TimeoutError', 'unavailable'],
] satisfies [string, AppErrorCode][]);

export type ErrorNames = ReadonlyMap<string, AppErrorCode>;

/**
 * What a failed AWS call is to the product: an `AppError` that names the place (`IAM GetRole`), or the
 * error itself where it is a bug of ours. `names` are the error names of one service, asked first.
 */
export function toAppError(error: unknown, place: string, names?: ErrorNames): unknown {
  if (typeof error !== 'object' || error === null || error instanceof AppError) return error;
  const fault = error as AwsFault;
  const code = names?.get(fault.name) ?? COMMON_NAMES.get(fault.name) ?? codeOf(fault);
  if (code === undefined) return error;
  return new AppError(code, `${place}: ${fault.name}: ${fault.message}`, {
    cause: error,
    context: { place },
  });
}

type AwsFault = Error & {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $fault?: unknown;
};

function codeOf(error: AwsFault): AppErrorCode | undefined {
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (status === 429) return 'throttled';
  if (status >= 500) return 'unavailable';
  if (status === 401 || status === 403) return 'access-denied';
  // The SDK could not read what came back: a proxy's page, or half an answer.
  if (status >= 200 && status < 300) return 'unavailable';
  if (status >= 400) return 'invalid-data';
  // The SDK throws a plain Error for it; the person who runs the command can set it.
  if (error.message.startsWith('Region is missing')) return 'invalid-data';
  // So the SDK wraps what its transport threw and what is no `Error` of this realm.
  if (error.message.startsWith('AWS SDK error wrapper for ')) return 'unavailable';
  // Node's network errors carry a code such as ECONNRESET or ENOTFOUND; its bugs carry ERR_….
  return typeof error.code === 'string' &&
    /^E[A-Z_]+$/.test(error.code) &&
    !error.code.startsWith('ERR_')
    ? 'unavailable'
    : undefined;
}
