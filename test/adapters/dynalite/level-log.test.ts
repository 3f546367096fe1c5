import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { findLogDamage, refuseDamagedLogs } from '../../../src/adapters/dynalite/level-log.ts';
import { openLocalStore } from '../../../src/compose/open-local-store.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { useTemporaryDirectories } from './temporary-directory.ts';

const newDirectory = useTemporaryDirectories();

/** A directory whose store was closed after `count` saves, and the path of its log. */
async function aLog(count: number): Promise<{ directory: string; log: string }> {
  const directory = newDirectory();
  const local = await openLocalStore({ directory });
  for (let index = 0; index < count; index++) {
    await local.store.save(aFinding({ fingerprint: `f${index}` }));
  }
  await local.close();
  const name = readdirSync(join(directory, 'data')).find((each) => each.endsWith('.log'));
  return { directory, log: join(directory, 'data', name ?? '') };
}

describe('adapters/dynalite/level-log', () => {
  it('finds nothing in a sound log, over several blocks', async () => {
    const bytes = readFileSync((await aLog(60)).log);
    expect(bytes.length).toBeGreaterThan(2 * 32_768);
    expect(findLogDamage(bytes)).toBeUndefined();
  });

  it('takes every cut for a crash, and zeros at the end for space that was never filled', async () => {
    const bytes = readFileSync((await aLog(30)).log);
    fc.assert(
      fc.property(fc.nat(bytes.length), fc.nat(100), (size, zeros) => {
        const cut = Buffer.concat([bytes.subarray(0, size), Buffer.alloc(zeros)]);
        // Zeros after a record that was cut in its middle look like a record that was damaged.
        if (zeros === 0) expect(findLogDamage(cut)).toBeUndefined();
      }),
    );
    expect(findLogDamage(Buffer.concat([bytes, Buffer.alloc(500)]))).toBeUndefined();
  });

  it('finds a flipped bit in every place but the last block', async () => {
    const bytes = readFileSync((await aLog(60)).log);
    const last = bytes.length - (bytes.length % 32_768);
    fc.assert(
      fc.property(fc.nat(last - 1), fc.nat(7), (at, bit) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        expect(findLogDamage(damaged)).toBeLessThanOrEqual(at);
      }),
    );
  });

  it('refuses to open the store, again and again, and names the place', async () => {
    const { directory, log } = await aLog(20);
    const bytes = readFileSync(log);
    bytes[5_000] = (bytes[5_000] ?? 0) ^ 1;
    writeFileSync(log, bytes);
    for (let time = 0; time < 2; time++) {
      await expect(openLocalStore({ directory })).rejects.toMatchObject({
        code: 'invalid-data',
        message: expect.stringContaining(directory),
      });
    }
    expect(readFileSync(log).equals(bytes)).toBe(true);
  });

  it('has nothing against a directory that is not there', async () => {
    await expect(refuseDamagedLogs(newDirectory())).resolves.toBeUndefined();
  });
});
