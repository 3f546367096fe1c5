import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { PolicyDocument } from '../../../domain/policy/policy-document.ts';
import { AppError, isAppError } from '../../../kernel/app-error.ts';
import { digestOf } from '../../../kernel/digest.ts';
import type { Clock } from '../../../ports/clock.ts';
import {
  type AwsClientOptions,
  type AwsCredentials,
  toClientSettings,
} from '../client-settings.ts';
import { toAppError } from '../to-app-error.ts';

/** A session of a role in another account. `policy` cuts its rights down; the name shows up in CloudTrail. */
export type SessionOrder = {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly policy?: PolicyDocument;
  readonly durationSeconds?: number;
};

/**
 * Gives credentials of spoke roles. Kept until five minutes before they expire; of any number of
 * simultaneous callers one asks. Throws `AppError` `account-unreachable` for a role that is gone or
 * does not trust us (any more), and others as every adapter does.
 */
export type RoleSessions = (order: SessionOrder) => Promise<AwsCredentials>;

const RENEW_MILLISECONDS = 5 * 60_000;
const DEFAULT_SECONDS = 3_600;

/** The STS client: with a region the SDK calls that region's own endpoint, so no other region's outage reaches it. */
export function createStsClient(options: AwsClientOptions): STSClient {
  return new STSClient(toClientSettings(options));
}

export function createRoleSessions(deps: {
  readonly client: STSClient;
  readonly clock: Clock;
  /** Proves to a spoke that it is this deployment that asks; null where the spokes want none. */
  readonly externalId: string | null;
}): RoleSessions {
  const sessions = new Map<string, Promise<AwsCredentials>>();
  return async (order) => {
    const key = digestOf(order);
    const known = sessions.get(key);
    if (known !== undefined) {
      const credentials = await known.catch(() => undefined);
      if (credentials !== undefined && isFresh(credentials, deps.clock)) return credentials;
      // Whoever asked at the same moment has renewed it already.
      const renewed = sessions.get(key);
      if (renewed !== undefined && renewed !== known) return renewed;
    }
    const asked = assumeRole(deps, order);
    sessions.set(key, asked);
    asked.then(
      () => forgetStale(sessions, deps.clock),
      () => sessions.get(key) === asked && sessions.delete(key),
    );
    return asked;
  };
}

async function assumeRole(
  { client, externalId }: { readonly client: STSClient; readonly externalId: string | null },
  { roleArn, sessionName, policy, durationSeconds = DEFAULT_SECONDS }: SessionOrder,
): Promise<AwsCredentials> {
  const command = new AssumeRoleCommand({
    RoleArn: roleArn,
    RoleSessionName: toSessionName(sessionName),
    DurationSeconds: durationSeconds,
    ...(externalId === null ? {} : { ExternalId: externalId }),
    ...(policy === undefined ? {} : { Policy: JSON.stringify(policy) }),
  });
  try {
    const { Credentials: given } = await client.send(command);
    if (!given?.AccessKeyId || !given.SecretAccessKey || !given.Expiration) {
      throw new AppError('unavailable', `STS gave no credentials of ${roleArn}`);
    }
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      ...(given.SessionToken === undefined ? {} : { sessionToken: given.SessionToken }),
      expiration: given.Expiration,
    };
  } catch (error) {
    throw toSessionError(error, roleArn);
  }
}

// STS answers AccessDenied alike for a role that is gone, does not trust us, or wants another external id.
function toSessionError(error: unknown, roleArn: string): unknown {
  const fault = toAppError(error, `STS AssumeRole ${roleArn}`);
  const isRefused = (error as { readonly name?: unknown } | null)?.name === 'AccessDenied';
  if (!isRefused || !isAppError(fault, 'access-denied')) return fault;
  return new AppError(
    'account-unreachable',
    `the role ${roleArn} does not let us in: it is gone, does not trust this hub, or wants another external id`,
    { cause: error, context: { role: roleArn, account: roleArn.split(':', 5)[4] ?? '' } },
  );
}

// STS API Reference, AssumeRole, RoleSessionName: 2 to 64 of these characters.
function toSessionName(name: string): string {
  return name.replaceAll(/[^\w+=,.@-]/g, '-').slice(0, 64);
}

function isFresh({ expiration }: AwsCredentials, clock: Clock): boolean {
  return (
    expiration === undefined || expiration.getTime() - Date.parse(clock.now()) > RENEW_MILLISECONDS
  );
}

// A session is one change's; a function that lives long would keep those of all of them.
async function forgetStale(
  sessions: Map<string, Promise<AwsCredentials>>,
  clock: Clock,
): Promise<void> {
  for (const [key, session] of sessions) {
    const credentials = await session.catch(() => undefined);
    if (
      credentials !== undefined &&
      !isFresh(credentials, clock) &&
      sessions.get(key) === session
    ) {
      sessions.delete(key);
    }
  }
}
