import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/domain/finding/finding.ts';
import { isReconnaissanceAlert } from '../../src/domain/finding/reconnaissance.ts';
import { createLiftAlert } from '../../src/usecases/lift-alert.ts';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';
import { aLocalWorld, type TestWorld } from '../builders/a-local-app.ts';

const ROLE = 'arn:aws:iam::111122223333:role/service/VideoCatalogTaskRole';

describe('usecases/lift-alert', () => {
  let world: TestWorld;
  let alert: Finding;

  beforeEach(async () => {
    world = await aLocalWorld();
    const calls = Array.from({ length: 12 }, (_, n) =>
      readingsOf(aDeniedCall({ operation: `Describe${'ABCDEFGHIJKL'[n]}` }), n + 1),
    );
    await world.app.feed(calls.flat());
    alert = (await findings()).find(isReconnaissanceAlert)!;
  });
  afterEach(() => world.app.close());

  const findings = async () => (await world.local.store.listOfPrincipal(ROLE)).findings;
  const stored = async () => (await world.local.store.findFinding(alert.id))!;
  const lift = (changes: object = {}, store = world.local.store) =>
    createLiftAlert({ store, clock: world.clock })({
      findingId: alert.id,
      by: 'Zoë',
      reason: 'our own test',
      ...changes,
    });

  it('moves the alert, keeps who and why, and lays aside what was tried out', async () => {
    const at = world.clock.now();

    expect(await lift()).toMatchObject({ kind: 'lifted', finding: { id: alert.id } });
    expect(await stored()).toMatchObject({ state: 'suppressed', settledAt: at });
    expect((await stored()).history.at(-1)).toMatchObject({ by: 'Zoë', detail: 'our own test' });
    const others = (await findings()).filter((one) => !isReconnaissanceAlert(one));
    expect(others).toHaveLength(12);
    for (const one of others) expect(one).toMatchObject({ settledAt: at });
  });

  it('refuses what is no standing alert, and an order without a reason', async () => {
    const [other] = (await findings()).filter((one) => !isReconnaissanceAlert(one));

    expect(await lift({ findingId: 'f-000000-00000000' })).toMatchObject({ code: 'not-found' });
    expect(await lift({ findingId: other!.id })).toMatchObject({ code: 'not-an-alert' });
    expect(await lift({ reason: '  ' })).toMatchObject({ code: 'no-reason' });
    expect(await stored()).toEqual(alert);
    await lift();
    expect(await lift()).toMatchObject({ kind: 'refused', code: 'already-lifted' });
  });

  it('records one of simultaneous orders, and tells the others', async () => {
    const orders = await Promise.all(
      Array.from({ length: 8 }, (_, n) => lift({ by: `person ${n}` })),
    );

    expect(orders.filter(({ kind }) => kind === 'lifted')).toHaveLength(1);
    const refused = orders.filter((one) => one.kind === 'refused');
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['already-lifted']));
    expect(
      (await stored()).history.filter(({ event }) => event === 'finding-settled'),
    ).toHaveLength(1);
  });

  it('reads again when another write came between, and loses neither', async () => {
    let isFirst = true;
    const { store } = world.local;
    const contended = {
      ...store,
      save: async (next: Parameters<typeof store.save>[0]) => {
        if (next.id === alert.id && isFirst) {
          isFirst = false;
          await store.save({ ...alert, version: alert.version + 1, count: alert.count + 1 });
        }
        return store.save(next);
      },
    };

    expect(await lift({}, contended)).toMatchObject({ kind: 'lifted' });
    expect(await stored()).toMatchObject({ state: 'suppressed', count: alert.count + 1 });
  });

  it('leaves the alert standing when it is cut short before it', async () => {
    const { store } = world.local;
    const dying = {
      ...store,
      save: async (next: Parameters<typeof store.save>[0]) => {
        if (next.id === alert.id) throw new Error('killed');
        return store.save(next);
      },
    };

    await expect(lift({}, dying)).rejects.toThrow('killed');
    expect(await stored()).toMatchObject({ state: 'unfixable' });
    expect(await lift()).toMatchObject({ kind: 'lifted' });
  });
});
