import { AppError, type AppErrorCode } from '../../../kernel/app-error.ts';

/** AWS's error names, by what a caller can do about them. Any other error of ours is a bug and stays as it is. */
const CODE_OF_NAME: ReadonlyMap<string, AppErrorCode> = new Map([
  ['ProvisionedThroughputExceededException', 'throttled'],
  ['RequestLimitExceeded', 'throttled'],
  ['ThrottlingException', 'throttled'],
  ['ReplicatedWriteConflictException', 'concurrent-modification'],
  ['AccessDeniedException', 'access-denied'],
  ['CredentialsProviderError', 'access-denied'],
  ['ExpiredTokenException', 'access-denied'],
  ['InvalidSignatureException', 'access-denied'],
  ['UnrecognizedClientException', 'access-denied'],
  // A table that is absent is a fault of the deployment; `not-found` would read as "no such finding".
  ['ResourceNotFoundException', 'unavailable'],
  ['TimeoutError', 'unavailable'],
  ['AbortError', 'unavailable'],
] satisfies [string, AppErrorCode][]);

/** What a failed DynamoDB call is to the product: an `AppError`, or the error itself where it is a bug of ours. */
export function toAppError(error: unknown, tableName: string): unknown {
  if (typeof error !== 'object' || error === null || error instanceof AppError) return error;
  const fault = error as AwsFault;
  const code = codeOf(fault);
  if (code === undefined) return error;
  return new AppError(code, `DynamoDB table ${tableName}: ${fault.name}: ${fault.message}`, {
    cause: error,
    context: { table: tableName },
  });
}

type AwsFault = Error & {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
};

function codeOf(error: AwsFault): AppErrorCode | undefined {
  const named = CODE_OF_NAME.get(error.name);
  if (named !== undefined) return named;
  if ((error.$metadata?.httpStatusCode ?? 0) >= 500) return 'unavailable';
  // Node's network errors carry a code such as ECONNRESET or ENOTFOUND; its bugs carry ERR_….
  return typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code) ? 'unavailable' : undefined;
}
