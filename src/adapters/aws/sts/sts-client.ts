import { STSClient, type STSClientConfig } from '@aws-sdk/client-sts';

export type StsClientOptions = Pick<
  STSClientConfig,
  'region' | 'endpoint' | 'credentials' | 'requestHandler'
>;

const MAX_ATTEMPTS = 3;
const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 5_000;

/** The STS client of one process; region and credentials are the SDK's own where they are not given. */
export function createStsClient(options: StsClientOptions = {}): STSClient {
  return new STSClient({
    ...options,
    retryMode: 'standard',
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: options.requestHandler ?? {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  });
}
