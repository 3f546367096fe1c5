import { afterEach, describe, expect, it } from '@jest/globals';
import { openLocalStore } from '../../../src/compose/open-local-store.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { failuresOf, killWriters, startWriter, stepsOf, type Writer } from './start-writer.ts';
import { useTemporaryDirectories } from './temporary-directory.ts';

const newDirectory = useTemporaryDirectories();
afterEach(killWriters);

async function startWriters(directory: string, count: number): Promise<Writer[]> {
  return Promise.all(Array.from({ length: count }, () => startWriter(directory)));
}

async function countIn(directory: string, fingerprint: string): Promise<number | undefined> {
  const local = await openLocalStore({ directory });
  const found = await local.store.findFinding(aFinding({ fingerprint }).id);
  expect(found?.count).toBe(found?.version);
  await local.close();
  return found?.count;
}

describe('adapters/dynalite/store-link', () => {
  it('lets one of 2,000 saves of the same version from 8 processes win', async () => {
    const directory = newDirectory();
    const writers = await startWriters(directory, 8);
    for (const writer of writers) writer.order({ kind: 'rush', fingerprint: 'x', times: 250 });
    await Promise.all(
      writers.map((writer) => writer.until((all) => all.some(({ kind }) => kind === 'rushed'))),
    );
    const outcomes = writers.flatMap(({ reports }) =>
      reports.flatMap((report) => (report.kind === 'rushed' ? report.outcomes : [])),
    );
    expect(outcomes).toHaveLength(2_000);
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(1_999);
    expect(await Promise.all(writers.map((writer) => writer.stop()))).toEqual(Array(8).fill(0));
  }, 120_000);

  it('loses no acknowledged save and fails nobody when owners are killed in mid-work', async () => {
    const directory = newDirectory();
    const owner = await startWriter(directory);
    const writers = [owner, ...(await startWriters(directory, 5))];
    for (const [index, writer] of writers.entries()) {
      writer.order({ kind: 'count', fingerprint: 'shared' });
      writer.order({ kind: 'count', fingerprint: `own ${index}` });
    }
    // The first owner for certain; then another, so that the heir may be hit too.
    const killed = writers.slice(0, 2);
    for (const victim of killed) {
      await goOn(writers.slice(2));
      await victim.kill();
    }
    await goOn(writers.slice(2));
    const codes = await Promise.all(writers.slice(2).map((writer) => writer.stop()));

    expect(failuresOf(writers)).toEqual([]);
    expect(codes).toEqual([0, 0, 0, 0]);
    for (const index of [2, 3, 4, 5]) {
      expect(await countIn(directory, `own ${index}`)).toBe(stepsOf(writers, `own ${index}`));
    }
    // A killed writer's last save may have landed without its hearing of it.
    const surplus = (await countIn(directory, 'shared'))! - stepsOf(writers, 'shared');
    expect([0, 1, 2]).toContain(surplus);
  }, 120_000);

  it('hands over when the owner closes, while others write', async () => {
    const directory = newDirectory();
    const first = await openLocalStore({ directory });
    const writers = await startWriters(directory, 2);
    for (const [index, writer] of writers.entries()) {
      writer.order({ kind: 'count', fingerprint: `own ${index}` });
    }
    await goOn(writers);
    await first.close();
    await goOn(writers);
    await Promise.all(writers.map((writer) => writer.stop()));
    expect(failuresOf(writers)).toEqual([]);
    for (const index of [0, 1]) {
      expect(await countIn(directory, `own ${index}`)).toBe(stepsOf(writers, `own ${index}`));
    }
  }, 30_000);

  it('finds everything again after its only process was killed', async () => {
    const directory = newDirectory();
    const writer = await startWriter(directory);
    writer.order({ kind: 'count', fingerprint: 'x' });
    await goOn([writer]);
    await writer.kill();
    const surplus = (await countIn(directory, 'x'))! - stepsOf([writer], 'x');
    expect([0, 1]).toContain(surplus);
  });
});

/** Waits until every writer has saved some more. */
async function goOn(writers: readonly Writer[]): Promise<void> {
  await Promise.all(
    writers.map((writer) => {
      const enough = writer.reports.length + 20;
      return writer.until((all) => all.length >= enough || failuresOf([writer]).length > 0);
    }),
  );
}
