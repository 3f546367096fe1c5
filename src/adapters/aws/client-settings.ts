/** Temporary credentials of one session; the SDK asks for them again before they expire. */
export type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
};

/** Where an AWS client calls and as whom. Without credentials the SDK's own chain decides (a function's role). */
export type AwsClientOptions = {
  readonly region: string;
  /** Instead of AWS's own, for emulators. */
  readonly endpoint?: string;
  readonly credentials?: AwsCredentials | (() => Promise<AwsCredentials>);
  readonly maxAttempts?: number;
  /** `standard` where an answer may look like throttling to the SDK and is none. */
  readonly retryMode?: 'adaptive' | 'standard';
  readonly requestTimeoutMilliseconds?: number;
};

const MAX_ATTEMPTS = 4;
const CONNECTION_TIMEOUT_MS = 2_000;
const REQUEST_TIMEOUT_MS = 10_000;

/**
 * What every client of this folder is made with: adaptive retry, which slows down while AWS throttles
 * (its memory is in the client, so a client is made once), and timeouts that end a call.
 */
export function toClientSettings(options: AwsClientOptions) {
  const { region, endpoint, credentials } = options;
  return {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    retryMode: options.retryMode ?? 'adaptive',
    maxAttempts: options.maxAttempts ?? MAX_ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: options.requestTimeoutMilliseconds ?? REQUEST_TIMEOUT_MS,
      // Without it the SDK only logs a warning when the time is over.
      throwOnRequestTimeout: true,
    },
  };
}
