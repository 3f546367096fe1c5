import { describe, expect, it } from '@jest/globals';
import { createReceiveDenials } from '../../src/usecases/receive-denials.ts';
import { openMemoryStore } from '../../src/compose/open-local-store.ts';
import type { Denial } from '../../src/domain/denial/denial.ts';
import { readRecord } from '../../src/domain/denial/read-record.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import { createReconcileDenials } from '../../src/usecases/reconcile-denials.ts';
import { aCloudTrailRecord } from '../builders/a-cloudtrail-record.ts';
import { aClock } from '../builders/a-local-app.ts';

const NOW = '2026-11-21T12:00:00.000Z';
const RULES = { everyMinutes: 60, settleMinutes: 15 };

describe('usecases/reconcile-denials', () => {
  it('row 9: takes in what never arrived, and says how much that was', async () => {
    const local = await openMemoryStore();
    const { store } = local;
    const clock = aClock(NOW);
    const accounts = { findPrincipal: () => Promise.resolve(undefined) };
    const receive = createReceiveDenials({ store, accounts, clock });
    const toDenials = (records: readonly unknown[]) =>
      records
        .flatMap((one) => readRecord(one))
        .filter((one): one is Denial => one.kind === 'denial');
    const records = [1, 2, 3].map((n) => aCloudTrailRecord({ eventID: `event-${n}` }));
    await receive(toDenials(records.slice(0, 2)));
    const run = createReconcileDenials({
      history: {
        async *failedEvents() {
          yield* records;
        },
      },
      takeIn: (found) => receive(toDenials(found)),
      clock,
      rules: { ...RULES, accounts: ['123456789012'] },
    });
    const result = { account: '123456789012', events: 3, fault: null };
    expect(await run()).toEqual([{ ...result, missed: 1 }]);
    expect(await run()).toEqual([{ ...result, missed: 0 }]);
    await local.close();
  });

  it('looks back over two periods that ended when the history was complete', async () => {
    const windows: unknown[] = [];
    await createReconcileDenials({
      history: {
        failedEvents(window) {
          windows.push(window);
          return (async function* () {})();
        },
      },
      takeIn: () => Promise.resolve({ counted: 0 }),
      clock: aClock(NOW),
      rules: { ...RULES, accounts: ['1'] },
    })();
    expect(windows).toEqual([
      { account: '1', since: '2026-11-21T09:45:00.000Z', until: '2026-11-21T11:45:00.000Z' },
    ]);
  });

  it('row 32: goes on with the other accounts when one cannot be read', async () => {
    const run = createReconcileDenials({
      history: {
        async *failedEvents({ account }) {
          if (account === 'shut') throw new AppError('account-unreachable', 'no');
          yield {};
        },
      },
      takeIn: (found) => Promise.resolve({ counted: found.length }),
      clock: aClock(NOW),
      rules: { ...RULES, accounts: ['shut', 'open'] },
    });
    expect(await run()).toEqual([
      { account: 'shut', events: 0, missed: 0, fault: 'account-unreachable' },
      { account: 'open', events: 1, missed: 1, fault: null },
    ]);
  });
});
