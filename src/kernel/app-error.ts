/** Every way in which IO can fail, told apart only as far as a caller acts differently on it. */
export const APP_ERROR_CODES = [
  'not-found',
  'already-exists',
  'limit-exceeded',
  'delete-conflict',
  'concurrent-modification',
  'malformed-policy',
  'access-denied',
  'account-unreachable',
  'throttled',
  'unavailable',
  'invalid-data',
] as const;
export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

const RETRYABLE: ReadonlySet<AppErrorCode> = new Set([
  'concurrent-modification',
  'throttled',
  'unavailable',
]);

/**
 * A failed IO operation. Thrown by adapters only; use cases branch on `code`, entry points turn it
 * into one line for the user. `context` names the place (file, policy ARN) and never holds secrets.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: AppErrorCode;
  readonly context: Readonly<Record<string, string>>;

  constructor(
    code: AppErrorCode,
    message: string,
    options: { cause?: unknown; context?: Readonly<Record<string, string>> } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.context = options.context ?? {};
  }

  /** True when the same call may succeed later without anybody changing anything. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}

/** True for an `AppError` of one of the given codes; use it in `catch` before acting on the failure. */
export function isAppError(error: unknown, ...codes: readonly AppErrorCode[]): error is AppError {
  return error instanceof AppError && (codes.length === 0 || codes.includes(error.code));
}
