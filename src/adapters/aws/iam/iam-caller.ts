import { IAMClient } from '@aws-sdk/client-iam';
import { type AppErrorCode, isAppError } from '../../../kernel/app-error.ts';
import { type AwsClientOptions, toClientSettings } from '../client-settings.ts';
import type { Pace } from '../pace.ts';
import { toAppError } from '../to-app-error.ts';

/** One account's IAM: a client with that account's credentials, and the account's share of the request rate. */
export type Iam = { readonly client: IAMClient; readonly pace: Pace };

/** IAM's own errors. The SDK names modelled ones with `Exception` at the end, others as the wire does. */
const IAM_NAMES: ReadonlyMap<string, AppErrorCode> = new Map(
  (
    [
      ['NoSuchEntity', 'not-found'],
      ['EntityAlreadyExists', 'already-exists'],
      ['LimitExceeded', 'limit-exceeded'],
      ['DeleteConflict', 'delete-conflict'],
      ['ConcurrentModification', 'concurrent-modification'],
      ['EntityTemporarilyUnmodifiable', 'concurrent-modification'],
      ['MalformedPolicyDocument', 'malformed-policy'],
      ['InvalidInput', 'malformed-policy'],
      ['ValidationError', 'malformed-policy'],
      // Service-linked roles and those of IAM Identity Center.
      ['UnmodifiableEntity', 'access-denied'],
      ['PolicyNotAttachable', 'access-denied'],
      ['ServiceFailure', 'unavailable'],
    ] satisfies [string, AppErrorCode][]
  ).flatMap(([name, code]) => [
    [name, code],
    [`${name}Exception`, code],
  ]),
);

/** The IAM client of one account; make it once, its retry memory is in it. */
export function createIamClient(options: AwsClientOptions): IAMClient {
  return new IAMClient(toClientSettings(options));
}

/** Reads within the account's pace. `operation` names the call in errors. */
export async function readIam<T>(
  { client, pace }: Iam,
  operation: string,
  call: (client: IAMClient) => Promise<T>,
): Promise<T> {
  await pace.read();
  return callIam(client, operation, call);
}

/** The same for what may be absent: `undefined` for `NoSuchEntity` and for nothing else. */
export async function findInIam<T>(
  iam: Iam,
  operation: string,
  call: (client: IAMClient) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await readIam(iam, operation, call);
  } catch (error) {
    if (isAppError(error, 'not-found')) return undefined;
    throw error;
  }
}

/** Writes within the account's pace. */
export async function writeIam<T>(
  { client, pace }: Iam,
  operation: string,
  call: (client: IAMClient) => Promise<T>,
): Promise<T> {
  await pace.write();
  return callIam(client, operation, call);
}

/** Every page of a list, `Marker` by `Marker`. */
export async function listFromIam<T>(
  iam: Iam,
  operation: string,
  call: (client: IAMClient, marker: string | undefined) => Promise<IamPage<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let marker: string | undefined;
  do {
    const from = marker;
    const page = await readIam(iam, operation, (client) => call(client, from));
    items.push(...page.items);
    marker = page.marker;
  } while (marker !== undefined);
  return items;
}

export type IamPage<T> = { readonly items: readonly T[]; readonly marker: string | undefined };

/** A page out of an IAM answer: IAM says with `IsTruncated` whether there is more, and may still send a marker. */
export function toPage<T>(
  items: readonly T[] | undefined,
  answer: { readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined },
): IamPage<T> {
  return { items: items ?? [], marker: answer.IsTruncated ? answer.Marker : undefined };
}

async function callIam<T>(
  client: IAMClient,
  operation: string,
  call: (client: IAMClient) => Promise<T>,
): Promise<T> {
  try {
    return await call(client);
  } catch (error) {
    throw toAppError(error, `IAM ${operation}`, IAM_NAMES);
  }
}
