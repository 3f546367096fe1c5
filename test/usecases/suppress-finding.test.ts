import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryStore, type LocalStore } from '../../src/compose/open-local-store.ts';
import { addDenials } from '../../src/domain/finding/add-denials.ts';
import type { Finding } from '../../src/domain/finding/finding.ts';
import { findReconnaissance } from '../../src/domain/finding/reconnaissance.ts';
import { createReleaseSuppressions } from '../../src/usecases/release-suppressions.ts';
import { createSuppressFinding } from '../../src/usecases/suppress-finding.ts';
import { aFinding } from '../builders/a-finding.ts';
import { aClock, type TestClock } from '../builders/a-local-app.ts';
import { aProposal } from '../builders/a-proposal.ts';

const WEEK = '2026-11-27T12:00:00.000Z';

describe('usecases/suppress-finding', () => {
  let clock: TestClock;
  let local: LocalStore;
  beforeEach(async () => {
    clock = aClock('2026-11-20T12:00:00.000Z');
    local = await openMemoryStore();
  });
  afterEach(() => local.close());

  const suppress = (findingId: string, until: string | null) =>
    createSuppressFinding({ store: local.store, clock })({
      findingId,
      by: 'x',
      until,
      reason: null,
    });
  const release = () => createReleaseSuppressions({ store: local.store, clock })();

  async function stored(changes: Partial<Finding> = {}): Promise<Finding> {
    const finding = aFinding(changes);
    await local.store.save(finding);
    return finding;
  }
  const again = (finding: Finding, eventTime: string, eventId = eventTime) =>
    addDenials(finding, [{ ...finding.sample, eventId, eventTime }], clock.now());

  it('counts what is denied meanwhile and asks for nothing', async () => {
    const { id } = await stored();
    await suppress(id, WEEK);
    const quiet = (await local.store.findFinding(id))!;
    const counted = again(quiet, '2026-11-22T12:00:00Z')!;

    expect(counted).toMatchObject({ state: 'suppressed', count: 2 });
    expect(counted.outbox).toEqual(quiet.outbox);
  });

  it('releases it in silence when its time is over; only a later denial tells of it', async () => {
    const { id } = await stored();
    await suppress(id, WEEK);
    expect(await release()).toEqual([]);
    clock.advance(7 * 24 * 3_600_000);
    const [released] = await release();

    expect(released).toMatchObject({ id, state: 'open', suppressedUntil: null });
    expect(released!.outbox.at(-1)?.event).toBe('finding-settled');
    expect(again(released!, '2026-11-25T12:00:00Z')!.outbox).toEqual(released!.outbox);
    expect(again(released!, '2026-11-27T13:00:00Z')!.outbox.at(-1)?.event).toBe('finding-recurred');
    expect(await release()).toEqual([]);
  });

  it('row 46: ends by the time of the denial, also where nobody released it yet', async () => {
    const { id } = await stored();
    await suppress(id, WEEK);
    clock.advance(8 * 24 * 3_600_000);
    const quiet = (await local.store.findFinding(id))!;

    expect(again(quiet, '2026-11-28T11:00:00Z')).toMatchObject({
      state: 'open',
      suppressedUntil: null,
    });
  });

  it('never releases what was set aside for ever', async () => {
    const { id } = await stored();
    await suppress(id, null);
    clock.advance(1000 * 24 * 3_600_000);
    expect(await release()).toEqual([]);
  });

  it('takes an offer back so that the other findings of it get a new one', async () => {
    const proposal = aProposal();
    const { id } = await stored({ state: 'proposed', proposalIds: [proposal.id] });
    await local.store.save({ ...proposal, findingIds: [id, 'f-pf14wt-00000000'] });
    await suppress(id, WEEK);

    const taken = (await local.store.findProposal(proposal.id))!;
    expect(taken).toMatchObject({ state: 'superseded', note: `x set ${id} aside` });
    expect(taken.outbox.at(-1)?.event).toBe('proposal-stale');
  });

  it('lifts a reconnaissance alert: what was denied until now no longer counts', async () => {
    const findings = Array.from({ length: 12 }, (_, i) => {
      const finding = aFinding({ fingerprint: String(i) });
      const required = [{ ...finding.sample.required[0]!, action: `s3:Action${i}` }];
      return { ...finding, sample: { ...finding.sample, required } };
    });
    const alert = await stored({ fingerprint: 'reconnaissance of x', state: 'unfixable' });
    expect(findReconnaissance([...findings, alert])).toBeDefined();
    const outcome = await suppress(alert.id, null);

    expect(outcome).toMatchObject({ finding: { state: 'suppressed', settledAt: clock.now() } });
    const lifted = (await local.store.findFinding(alert.id))!;
    expect(findReconnaissance([...findings, lifted])).toBeUndefined();
  });

  it.each(['fixed', 'expired'] as const)(
    'has nothing to set aside when it is %s',
    async (state) => {
      const { id } = await stored({ state });
      expect(await suppress(id, null)).toEqual({ kind: 'closed', state });
    },
  );

  it('says so when there is no such finding', async () => {
    expect(await suppress('f-000000-00000000', null)).toEqual({ kind: 'not-found' });
  });
});
