import { LogLevel, WebClient } from '@slack/web-api';
import type { SecretReader } from '../../ports/secret-reader.ts';
import { httpsFetch } from './https-fetch.ts';
import { isAuthError, toSlackAppError } from './slack-error.ts';
import { parseSlackSecret } from './slack-secret.ts';

/** The answer of a call that was `ok`; nothing about it is known until it is read. */
export type SlackAnswer = Readonly<Record<string, unknown>>;

/** Calls a method of Slack's Web API once. Throws `AppError` (see `toSlackAppError`). */
export type SlackCalls = (
  method: string,
  args: Readonly<Record<string, unknown>>,
) => Promise<SlackAnswer>;

/** Below the time that a function has left, so that a call that hangs is still reported. */
const TIMEOUT_MILLISECONDS = 5_000;

/**
 * Slack's Web API with the token of a secret, which is read again once when Slack refuses it. The SDK
 * neither retries nor waits: a function would sleep while it is paid for, and who called knows better.
 */
export function createSlackCalls(deps: {
  readonly secrets: SecretReader;
  readonly secretId: string;
  /** Another address than Slack's, for tests. */
  readonly apiUrl?: string;
  readonly timeoutMilliseconds?: number;
}): SlackCalls {
  const { secrets, secretId } = deps;
  const clients = new Map<string, WebClient>();
  const clientOf = (token: string) => {
    const client = clients.get(token) ?? toClient(token, deps);
    clients.clear();
    clients.set(token, client);
    return client;
  };
  return async (method, args) => {
    const { botToken } = parseSlackSecret((await secrets.read(secretId)).current);
    try {
      return await callOnce(clientOf(botToken), method, args);
    } catch (error) {
      if (!isAuthError(error)) throw error;
      const fresh = parseSlackSecret((await secrets.readAgain(secretId)).current).botToken;
      if (fresh === botToken) throw error;
      return callOnce(clientOf(fresh), method, args);
    }
  };
}

function toClient(
  token: string,
  deps: { readonly apiUrl?: string; readonly timeoutMilliseconds?: number },
): WebClient {
  return new WebClient(token, {
    ...(deps.apiUrl !== undefined && { slackApiUrl: deps.apiUrl }),
    timeout: deps.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    fetch: httpsFetch as unknown as typeof fetch,
    logger: SILENT,
  });
}

async function callOnce(
  client: WebClient,
  method: string,
  args: Readonly<Record<string, unknown>>,
): Promise<SlackAnswer> {
  try {
    return (await client.apiCall(method, { ...args })) as unknown as SlackAnswer;
  } catch (error) {
    throw toSlackAppError(method, error);
  }
}

const ignore = () => {};

// Its logs hold what it sends and receives.
const SILENT = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  setLevel: ignore,
  getLevel: () => LogLevel.ERROR,
  setName: ignore,
};
