import { join } from 'node:path';
import { makeDirectory } from '../adapters/files/make-directory.ts';
import { createNotificationFiles } from '../adapters/files/notification-files.ts';
import { newPolicyId } from '../adapters/snapshot/new-policy-id.ts';
import {
  accountDirectoryOf,
  createSnapshotAccount,
} from '../adapters/snapshot/snapshot-account.ts';
import { systemClock } from '../adapters/system/clock.ts';
import type { Finding } from '../domain/finding/finding.ts';
import type { AppError } from '../kernel/app-error.ts';
import type { Clock } from '../ports/clock.ts';
import { createLocalApp } from './create-local-app.ts';
import type { LocalApp } from './local-app.ts';
import { openLocalStore } from './open-local-store.ts';

export type LocalAppOptions = {
  /** Directory of the store, the account and the notifications; made when it is missing. */
  readonly dataDirectory: string;
  /** The account snapshot that the first use starts from; later uses keep what the directory holds. */
  readonly snapshot?: { readonly file: string } | { readonly json: unknown };
  /** Told when the directory has an account already, so that the snapshot is not taken over. */
  readonly onSnapshotKept?: () => void;
  readonly onAnnounced?: (finding: Finding) => void;
  /** Told of each stored item that cannot be read and is left out of lists, once. */
  readonly onUnreadable?: (fault: AppError) => void;
  readonly clock?: Clock;
};

/** Opens local mode on a data directory: alone, or beside other processes that have it open. */
export async function openLocalApp(options: LocalAppOptions): Promise<LocalApp> {
  const { dataDirectory, snapshot, onAnnounced, onUnreadable, clock = systemClock } = options;
  await makeDirectory(dataDirectory);
  const account = createSnapshotAccount({
    clock,
    newId: newPolicyId,
    directory: accountDirectoryOf(dataDirectory),
  });
  if (snapshot && (await account.importSnapshot(snapshot)) === 'kept') options.onSnapshotKept?.();
  return createLocalApp({
    clock,
    account,
    local: await openLocalStore({ directory: join(dataDirectory, 'store') }),
    notifier: createNotificationFiles(join(dataDirectory, 'notifications'), onAnnounced),
    holder: `local ${process.pid}`,
    ...(onUnreadable === undefined ? {} : { onUnreadable }),
  });
}
