import { AppError, type AppErrorCode } from '../../kernel/app-error.ts';

/** AWS's error names, by what a caller can do about them. */
const CODE_OF_NAME: ReadonlyMap<string, AppErrorCode> = new Map([
  ['Throttling', 'throttled'],
  ['ThrottlingException', 'throttled'],
  ['RequestLimitExceeded', 'throttled'],
  ['AccessDenied', 'access-denied'],
  ['AccessDeniedException', 'access-denied'],
  ['CredentialsProviderError', 'access-denied'],
  ['ExpiredToken', 'access-denied'],
  ['ExpiredTokenException', 'access-denied'],
  ['InvalidClientTokenId', 'access-denied'],
  ['SignatureDoesNotMatch', 'access-denied'],
  ['TimeoutError', 'unavailable'],
  ['AbortError', 'unavailable'],
] satisfies [string, AppErrorCode][]);

type AwsFault = Error & {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
};

/** What a failed call of a service is to the product: an `AppError`, or the error itself where it is a bug of ours. */
export function toAwsError(error: unknown, service: string): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const code = codeOf(error);
  return code === undefined
    ? error
    : new AppError(code, `${service}: ${error.name}: ${error.message}`, { cause: error });
}

function codeOf(error: AwsFault): AppErrorCode | undefined {
  const named = CODE_OF_NAME.get(error.name);
  if (named !== undefined) return named;
  if ((error.$metadata?.httpStatusCode ?? 0) >= 500) return 'unavailable';
  if (error.message.startsWith('Region is missing')) return 'invalid-data';
  return typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code) ? 'unavailable' : undefined;
}
