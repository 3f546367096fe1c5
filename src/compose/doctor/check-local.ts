import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { accountAgeOf } from '../../adapters/snapshot/account-age.ts';
import { accountDirectoryOf } from '../../adapters/snapshot/snapshot-account.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { CHAIN_FAULTS } from '../../domain/audit/verify-chain.ts';
import { type CheckLine, lineOf } from '../../domain/deployment/check.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { Clock } from '../../ports/clock.ts';
import { createVerifyAudit } from '../../usecases/verify-audit.ts';
import { type LocalStore, openLocalStore } from '../open-local-store.ts';

const DAY_MILLISECONDS = 86_400_000;
/** IAM of a company changes every day; a proposal on an older copy is probably refused as stale. */
const FRESH_DAYS = 7;

/** Looks at local mode: its data directory, its account, its history. */
export async function checkLocal(
  dataDirectory: string,
  clock: Clock = systemClock,
): Promise<readonly CheckLine[]> {
  const storeDirectory = join(dataDirectory, 'store');
  const isThere = await access(storeDirectory).then(
    () => true,
    () => false,
  );
  if (!isThere) return [lineOf('data', 'failed', `there is no store in ${dataDirectory}`)];
  const snapshot = await checkSnapshot(dataDirectory, clock);
  try {
    const local = await openLocalStore({ directory: storeDirectory });
    try {
      return [lineOf('data', 'ok', dataDirectory), snapshot, ...(await checkStore(local))];
    } finally {
      await local.close();
    }
  } catch (error) {
    if (!isAppError(error)) throw error;
    return [lineOf('data', 'failed', error.message), snapshot];
  }
}

async function checkSnapshot(dataDirectory: string, clock: Clock): Promise<CheckLine> {
  const changedAt = await accountAgeOf(accountDirectoryOf(dataDirectory));
  if (changedAt === undefined) return lineOf('snapshot', 'failed', 'there is no account in it');
  const days = Math.floor((Date.parse(clock.now()) - Date.parse(changedAt)) / DAY_MILLISECONDS);
  const detail = days < 1 ? 'from today' : `${days} days old`;
  return lineOf('snapshot', days > FRESH_DAYS ? 'note' : 'ok', detail);
}

async function checkStore({ store, audit }: LocalStore): Promise<readonly CheckLine[]> {
  const { rows, faults, faultCount } = await createVerifyAudit({ log: audit })([]);
  const [first] = faults;
  let waiting = 0;
  for await (const { outbox } of store.listAll()) if (outbox.length > 0) waiting += 1;
  return [
    first === undefined
      ? lineOf('history', 'ok', `${rows} rows`)
      : lineOf(
          'history',
          'failed',
          `${faultCount} faults; row ${first.seq}: ${CHAIN_FAULTS[first.fault]}`,
        ),
    waiting === 0
      ? lineOf('outbox', 'ok', 'none')
      : lineOf('outbox', 'failed', `${waiting} findings or proposals have some`),
  ];
}
