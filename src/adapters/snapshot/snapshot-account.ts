import { join } from 'node:path';
import type { AccountReader } from '../../ports/account-reader.ts';
import type { Clock } from '../../ports/clock.ts';
import type { PolicyVersionPruner } from '../../ports/policy-version-pruner.ts';
import type { PolicyWriter } from '../../ports/policy-writer.ts';
import { DEFAULT_QUOTAS } from '../../domain/policy/limits.ts';
import { type AccountHolder, createMemoryHolder } from './account-holder.ts';
import { attachPolicy, detachPolicy } from './change-attachments.ts';
import { deleteInline, putInline } from './change-inline.ts';
import { createPolicy, deletePolicy } from './change-policies.ts';
import { createVersion, deleteVersion, setDefaultVersion } from './change-versions.ts';
import { type DirectoryHolder, openDirectoryHolder } from './directory-holder.ts';
import { parseSnapshot } from './parse-snapshot.ts';
import {
  readCustomerManagedPolicies,
  readInlinePolicy,
  readManagedPolicy,
  readPrincipal,
} from './read-account.ts';
import { readSnapshotFile } from './read-snapshot-file.ts';

/** An account that behaves as IAM does: its rules, its quotas, its refusals; each call is atomic. */
export type WritableAccount = AccountReader & PolicyWriter & PolicyVersionPruner;

/** A snapshot on disk, shared by every process that opens the same directory. */
export type SnapshotAccount = WritableAccount & {
  /**
   * Takes over an account snapshot, a file's path or parsed JSON, unless the directory holds an account
   * already. The file is only read. Throws `AppError` `invalid-data` for anything that is not a snapshot.
   */
  importSnapshot(from: { file: string } | { json: unknown }): Promise<'imported' | 'kept'>;
  /** The account in the shape of `aws iam get-account-authorization-details`, for JSON.stringify. */
  exportSnapshot(): Promise<Readonly<Record<string, unknown>>>;
};

type Deps = { readonly clock: Clock; readonly newId: () => string };

/**
 * The account in a directory of its own. `newId` gives the unique id of a created policy (`ANPA…`).
 * Reading before the first import throws `AppError` `not-found`.
 */
export function createSnapshotAccount(deps: Deps & { directory: string }): SnapshotAccount {
  const holder: DirectoryHolder = openDirectoryHolder(deps.directory);
  return {
    ...createReader(holder),
    ...createWriter(holder, deps),
    importSnapshot: async (from) =>
      holder.start(
        'file' in from ? await readSnapshotFile(from.file) : parseSnapshot(from.json, 'snapshot'),
      ),
    exportSnapshot: () => holder.read(),
  };
}

/** The same account in memory; nothing outlives the process. */
export function createMemoryAccount(snapshot: unknown, deps: Deps): WritableAccount {
  const holder = createMemoryHolder(parseSnapshot(snapshot, 'snapshot'));
  return { ...createReader(holder), ...createWriter(holder, deps) };
}

/** A snapshot file to read from, never to write to. */
export async function openSnapshotFile(path: string): Promise<AccountReader> {
  return createReader(createMemoryHolder(await readSnapshotFile(path)));
}

/** The directory of the account inside a data directory. */
export function accountDirectoryOf(dataDirectory: string): string {
  return join(dataDirectory, 'account');
}

function createReader(holder: AccountHolder): AccountReader {
  return {
    findPrincipal: async (arn) => readPrincipal(await holder.read(), arn),
    findManagedPolicy: async (arn) => readManagedPolicy(await holder.read(), arn),
    findInlinePolicy: async (arn, name) => readInlinePolicy(await holder.read(), arn, name),
    listCustomerManagedPolicies: async () => readCustomerManagedPolicies(await holder.read()),
    quotas: async () => DEFAULT_QUOTAS,
  };
}

function createWriter(
  { update }: AccountHolder,
  { clock, newId }: Deps,
): PolicyWriter & PolicyVersionPruner {
  return {
    createPolicyVersion: (policyArn, document) => {
      const now = clock.now();
      return update((state) => createVersion(state, { policyArn, document, now }));
    },
    setDefaultPolicyVersion: (policyArn, versionId) =>
      update((state) => setDefaultVersion(state, { policyArn, versionId })),
    deletePolicyVersion: (policyArn, versionId) =>
      update((state) => deleteVersion(state, { policyArn, versionId })),
    putInlinePolicy: (principalArn, policyName, document) =>
      update((state) => putInline(state, { principalArn, policyName, document })),
    deleteInlinePolicy: (principalArn, policyName) =>
      update((state) => deleteInline(state, { principalArn, policyName })),
    createPolicy: (policyArn, document) => {
      const order = { policyArn, document, id: newId(), now: clock.now() };
      return update((state) => createPolicy(state, order));
    },
    deletePolicy: (policyArn) => update((state) => deletePolicy(state, { policyArn })),
    attachPolicy: (principalArn, policyArn) =>
      update((state) => attachPolicy(state, { principalArn, policyArn })),
    detachPolicy: (principalArn, policyArn) =>
      update((state) => detachPolicy(state, { principalArn, policyArn })),
  };
}
