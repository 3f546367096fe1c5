import { spawn } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { joinStore } from '../../../src/adapters/dynalite/join-store.ts';
import { socketPathOf } from '../../../src/adapters/dynalite/socket-path.ts';
import { openLocalStore } from '../../../src/compose/open-local-store.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { defineStoreContractTests } from '../../contracts/store.contract.ts';
import { killWriters, startWriter } from './start-writer.ts';
import { toStoreSubject } from './store-subject.ts';
import { useTemporaryDirectories } from './temporary-directory.ts';

const newDirectory = useTemporaryDirectories();
afterEach(killWriters);

describe('adapters/dynalite/join-store', () => {
  defineStoreContractTests('a store on disk', async () =>
    toStoreSubject(await joinStore(newDirectory())),
  );

  /** What LevelDB says to a process that opens the store without asking its owner. */
  async function openFromAnotherProcess(directory: string): Promise<string> {
    const script = fileURLToPath(new URL('children/lock-probe.ts', import.meta.url));
    const probe = spawn(process.execPath, [script, directory]);
    return (await text(probe.stdout)).trim();
  }

  it('keeps what was saved when it is closed and opened again', async () => {
    const directory = newDirectory();
    const first = await openLocalStore({ directory });
    await first.store.save(aFinding());
    await first.close();
    const second = await openLocalStore({ directory });
    expect(await second.store.findFinding(aFinding().id)).toEqual(aFinding());
    await second.close();
  });

  it('shares one store between all openings in a process, and closes with the last', async () => {
    const directory = newDirectory();
    const open = () => openLocalStore({ directory });
    const [first, second] = await Promise.all([open(), open()]);
    // A second opening of LevelDB in this process would have dropped the lock of the first.
    expect(await openFromAnotherProcess(directory)).toBe('held');
    await first.store.save(aFinding());
    await first.close();
    await first.close();
    expect(await second.store.save(aFinding({ version: 2 }))).toBe('saved');
    const [third] = await Promise.all([open(), second.close()]);
    expect((await third.store.findFinding(aFinding().id))?.version).toBe(2);
    expect(await openFromAnotherProcess(directory)).toBe('held');
    await third.close();
    expect(await openFromAnotherProcess(directory)).toBe('opened');
    expect(readdirSync(directory)).toEqual(['data']);
  });

  it('serves other processes after one of two openings is closed', async () => {
    const directory = newDirectory();
    const first = await openLocalStore({ directory });
    const second = await openLocalStore({ directory });
    const other = await startWriter(directory);
    await second.close();
    other.order({ kind: 'rush', fingerprint: 'x', times: 1 });
    await other.until((all) => all.some(({ kind }) => kind === 'rushed'));
    const found = await first.store.findFinding(aFinding({ fingerprint: 'x' }).id);
    expect(found?.version).toBe(1);
    await other.stop();
    await first.close();
  });

  it('takes two names of one directory for one store', async () => {
    const directory = newDirectory();
    const first = await openLocalStore({ directory });
    const other = newDirectory('link');
    symlinkSync(directory, other);
    const second = await openLocalStore({ directory: other });
    await first.store.save(aFinding());
    expect(await second.store.findFinding(aFinding().id)).toEqual(aFinding());
    await Promise.all([first.close(), second.close()]);
  });

  it('lets no other user in', async () => {
    const directory = newDirectory();
    mkdirSync(directory, { mode: 0o777 });
    const local = await openLocalStore({ directory });
    expect(lstatSync(directory).mode & 0o777).toBe(0o700);
    expect(lstatSync(join(directory, 'store.sock')).isSocket()).toBe(true);
    await local.close();
  });

  it('works in a directory whose name is too long for a socket, and shares it', async () => {
    const directory = newDirectory(join('x'.repeat(100), 'y'.repeat(100)));
    const local = await openLocalStore({ directory });
    await local.store.save(aFinding());
    const other = await startWriter(directory);
    other.order({ kind: 'rush', fingerprint: aFinding().fingerprint, times: 1 });
    await other.until((all) => all.some(({ kind }) => kind === 'rushed'));
    expect(other.reports.at(-1)).toEqual({ kind: 'rushed', outcomes: ['conflict'] });
    await other.stop();
    await local.close();
    rmSync(dirname(socketPathOf(realpathSync(directory))), { recursive: true });
  });

  it('names the directory of a damaged store and changes nothing in it', async () => {
    const directory = newDirectory();
    await (await openLocalStore({ directory })).close();
    const current = join(directory, 'data', 'CURRENT');
    writeFileSync(current, 'MANIFEST-nonsense');
    const before = readdirSync(join(directory, 'data'));
    await expect(openLocalStore({ directory })).rejects.toMatchObject({
      code: 'invalid-data',
      message: expect.stringContaining(directory),
    });
    expect(readdirSync(join(directory, 'data')).filter((name) => !name.startsWith('LOG'))).toEqual(
      before.filter((name) => !name.startsWith('LOG')),
    );
  });

  it('names the directory that is no directory', async () => {
    const directory = newDirectory();
    writeFileSync(directory, '');
    await expect(openLocalStore({ directory })).rejects.toMatchObject({
      code: 'access-denied',
      message: expect.stringContaining(directory),
    });
    rmSync(directory);
  });
});
