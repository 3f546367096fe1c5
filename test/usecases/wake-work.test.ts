import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalStore, openMemoryStore } from '../../src/compose/open-local-store.ts';
import { createWakeWork } from '../../src/usecases/wake-work.ts';
import { aFinding } from '../builders/a-finding.ts';
import { aClock } from '../builders/a-local-app.ts';
import { aProposal } from '../builders/a-proposal.ts';

const START = '2026-03-02T04:00:00.000Z';
const CHANGE = { at: START, newVersionId: 'v4', previousVersionId: 'v3', prunedVersionId: null };

describe('usecases/wake-work', () => {
  let local: LocalStore;
  beforeEach(async () => {
    local = await openMemoryStore();
  });
  afterEach(() => local.close());

  const clock = aClock(START);
  const wake = (verified: string[], store = local.store) =>
    createWakeWork({
      store,
      clock,
      verify: async (id) => void verified.push(id),
      rules: { staleMinutes: 10, verifyMinutes: 45 },
    })();

  it('stores an aggregate with old work once more as it is, so that the stream tells of it again', async () => {
    const outbox = [{ id: 'x.1', event: 'finding-opened', at: START }];
    const finding = aFinding({ outbox });
    await local.store.save(finding);
    clock.advance(9 * 60_000);
    expect(await wake([])).toEqual({ woken: [], verified: [] });
    clock.advance(2 * 60_000);
    expect(await wake([])).toEqual({ woken: [finding.id], verified: [] });
    expect(await local.store.findFinding(finding.id)).toEqual({ ...finding, version: 2 });
  });

  it('leaves alone what another worker stores at the same moment', async () => {
    const outbox = [{ id: 'x.1', event: 'finding-opened', at: '2026-03-01T00:00:00.000Z' }];
    await local.store.save(aFinding({ outbox }));
    const busy = { ...local.store, save: () => Promise.resolve('conflict' as const) };
    expect(await wake([], busy)).toEqual({ woken: [], verified: [] });
  });

  it('orders a look at an applied change whose next look was lost', async () => {
    const proposal = aProposal({ state: 'applied', change: { ...CHANGE, at: clock.now() } });
    await local.store.save(proposal);
    const verified: string[] = [];
    clock.advance(44 * 60_000);
    await wake(verified);
    expect(verified).toEqual([]);
    clock.advance(2 * 60_000);
    await wake(verified);
    expect(verified).toEqual([proposal.id]);
  });

  it('wakes nothing that is done', async () => {
    await local.store.save(aFinding());
    await local.store.save(aProposal({ state: 'rejected' }));
    clock.advance(24 * 3_600_000);
    expect(await wake([])).toEqual({ woken: [], verified: [] });
  });
});
