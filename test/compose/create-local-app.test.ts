import { describe, expect, it } from '@jest/globals';
import { createLocalApp } from '../../src/compose/create-local-app.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import type { AggregateStore } from '../../src/ports/aggregate-store.ts';
import { aFinding } from '../builders/a-finding.ts';
import { aLocalWorld } from '../builders/a-local-app.ts';

const FAULT = new AppError('invalid-data', 'the stored item f-000000-00000000 is unreadable');

describe('compose/create-local-app', () => {
  it('lists and resumes beside a damaged item, names it once, and does not prune', async () => {
    const world = await aLocalWorld();
    const { store } = world.local;
    await store.save(aFinding());
    const damaged: AggregateStore = {
      ...store,
      async *listAll(onUnreadable) {
        if (onUnreadable === undefined) throw FAULT;
        onUnreadable(FAULT);
        yield* store.listAll(onUnreadable);
      },
    };
    const told: AppError[] = [];
    const parts = { ...world, local: { ...world.local, store: damaged }, holder: 'test' };
    const app = createLocalApp({ ...parts, onUnreadable: (fault) => told.push(fault) });

    await app.resume();
    expect(await app.listFindings()).toHaveLength(1);
    expect(await app.listFindings()).toHaveLength(1);
    expect(told).toEqual([FAULT]);
    await expect(app.prune({ keepNewest: 2, apply: true, by: 'test' })).rejects.toBe(FAULT);
    await expect(createLocalApp(parts).listFindings()).rejects.toBe(FAULT);
    await world.app.close();
  });
});
