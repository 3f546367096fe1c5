import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AppError } from '../../../kernel/app-error.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Secret, SecretReader } from '../../../ports/secret-reader.ts';
import { type AwsClientOptions, toClientSettings } from '../client-settings.ts';
import { toAppError } from '../to-app-error.ts';

const KEEP_MILLISECONDS = 5 * 60_000;
/** A flood of forged requests must not become a flood of reads: past the cache only this often. */
const AGAIN_AFTER_MILLISECONDS = 10_000;

/** The Secrets Manager client of one process. */
export function createSecretsClient(options: AwsClientOptions): SecretsManagerClient {
  return new SecretsManagerClient(toClientSettings(options));
}

/**
 * Secrets Manager behind the `SecretReader`. A secret is JSON `{"current", "previous"?}`, or any other
 * text, which is the current value; its previous one is then the version staged `AWSPREVIOUS`.
 */
export function createSecretReader(deps: {
  readonly client: SecretsManagerClient;
  readonly clock: Clock;
}): SecretReader {
  const known = new Map<string, { readonly at: number; readonly secret: Promise<Secret> }>();
  const readWithin = (name: string, milliseconds: number): Promise<Secret> => {
    const now = Date.parse(deps.clock.now());
    const entry = known.get(name);
    if (entry !== undefined && now - entry.at < milliseconds) return entry.secret;
    const secret = readSecret(deps.client, name);
    const fresh = { at: now, secret };
    known.set(name, fresh);
    // What failed is asked for again by the next caller.
    secret.catch(() => known.get(name) === fresh && known.delete(name));
    return secret;
  };
  return {
    read: (name) => readWithin(name, KEEP_MILLISECONDS),
    readAgain: (name) => readWithin(name, AGAIN_AFTER_MILLISECONDS),
  };
}

async function readSecret(client: SecretsManagerClient, name: string): Promise<Secret> {
  const text = await readStage(client, name, 'AWSCURRENT');
  if (text === undefined) {
    throw new AppError('not-found', `there is no secret ${name}`, { context: { secret: name } });
  }
  const current = parsePair(text) ?? { current: text, previous: undefined };
  if (current.previous !== undefined) return { ...current, previous: current.previous };
  const before = await readStage(client, name, 'AWSPREVIOUS');
  const previous = before === undefined ? null : (parsePair(before)?.current ?? before);
  return { current: current.current, previous };
}

async function readStage(
  client: SecretsManagerClient,
  name: string,
  stage: 'AWSCURRENT' | 'AWSPREVIOUS',
): Promise<string | undefined> {
  try {
    const { SecretString } = await client.send(
      new GetSecretValueCommand({ SecretId: name, VersionStage: stage }),
    );
    if (SecretString !== undefined && SecretString !== '') return SecretString;
  } catch (error) {
    // By its name: the bundles carry no class for each error of a service.
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw toAppError(error, `Secrets Manager ${name}`);
  }
  throw new AppError('invalid-data', `the secret ${name} holds no text`, {
    context: { secret: name },
  });
}

// Whatever is no such pair is the secret itself, be it JSON or not. Its text goes into no message.
function parsePair(text: string): { current: string; previous: string | undefined } | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const { current, previous } = JSON.parse(text) as Record<string, unknown>;
    if (typeof current !== 'string' || current === '') return undefined;
    return {
      current,
      previous: typeof previous === 'string' && previous !== '' ? previous : undefined,
    };
  } catch {
    return undefined;
  }
}
