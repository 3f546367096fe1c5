import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { serveLocal } from '../../src/compose/serve-local.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { aShownApp } from '../builders/a-shown-app.ts';

const NOTHING = { records: 0, counted: 0, duplicates: 0, notDenials: 0 };

describe('compose/serve-local', () => {
  let watch: string;

  beforeEach(async () => {
    watch = await mkdtemp(join(tmpdir(), 'watched-'));
  });
  afterEach(() => rm(watch, { recursive: true }));

  it('goes on with the next file when one cannot be taken in, and tells of the fault', async () => {
    await writeFile(join(watch, 'a.json'), '{}');
    await writeFile(join(watch, 'b.json'), '{}');
    const full = new AppError('unavailable', 'the disk is full');
    const stop = new AbortController();
    const faults: unknown[] = [];
    const fed: string[] = [];
    let calls = 0;
    const app = aShownApp([], {
      feed: async () => {
        if ((calls += 1) === 1) throw full;
        return { ...NOTHING, unreadable: [], findingIds: [] };
      },
    });

    await serveLocal(app, {
      port: 0,
      watch,
      signal: stop.signal,
      onReady: async () => {},
      onFault: (error) => faults.push(error),
      onFed: async (file) => {
        fed.push(file);
        stop.abort();
      },
    });

    expect(faults).toEqual([full]);
    expect(fed).toEqual([join(watch, 'b.json')]);
  });
});
