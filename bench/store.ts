// How many saves a second the local store takes: in memory, on disk, and from a process that joined. Run: npm exec -- node bench/store.ts
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openLocalStore,
  openMemoryStore,
  type LocalStore,
} from '../src/compose/open-local-store.ts';
import { aFinding } from '../test/builders/a-finding.ts';

const SAVES = 2_000;

async function measure(name: string, local: LocalStore, parallel: number): Promise<void> {
  const start = performance.now();
  for (let done = 0; done < SAVES; done += parallel) {
    const batch = Array.from({ length: parallel }, (_, index) =>
      local.store.save(aFinding({ fingerprint: `${name} ${parallel} ${done + index}` })),
    );
    const outcomes = await Promise.all(batch);
    if (outcomes.some((outcome) => outcome !== 'saved')) throw new Error('a save was lost');
  }
  const seconds = (performance.now() - start) / 1_000;
  const rate = Math.round(SAVES / seconds);
  console.log(`${name.padEnd(22)} ${String(parallel).padStart(3)} at once  ${rate} saves/s`);
}

async function measureBoth(name: string, local: LocalStore): Promise<void> {
  for (const parallel of [1, 50]) await measure(name, local, parallel);
}

const joined = process.argv[2];
if (joined === undefined) {
  const memory = await openMemoryStore();
  await measureBoth('memory', memory);
  await memory.close();

  const directory = mkdtempSync(join(tmpdir(), 'rolemender-bench-'));
  const disk = await openLocalStore({ directory });
  await measureBoth('disk, own process', disk);
  const child = fork(import.meta.filename, [directory], { execArgv: [] });
  await once(child, 'exit');
  const start = performance.now();
  let count = 0;
  for await (const _ of disk.store.listAll()) count += 1;
  console.log(`listAll of ${count}: ${Math.round(performance.now() - start)} ms`);
  await disk.close();
  rmSync(directory, { recursive: true });
} else {
  const local = await openLocalStore({ directory: joined });
  await measureBoth('disk, joined process', local);
  await local.close();
}
