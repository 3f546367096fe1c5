import { describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '../../src/compose/open-local-store.ts';
import { createRecordAudit } from '../../src/usecases/record-audit.ts';
import { createVerifyAudit } from '../../src/usecases/verify-audit.ts';
import { systemClock } from '../../src/adapters/system/clock.ts';
import { anAuditEntry } from '../builders/an-audit.ts';

const APPENDS = 2_000;
const WORKERS = 8;

// Every append wants the same place at the end of the chain.
describe('soak/audit-contention', () => {
  it('appends 2,000 entries by eight workers, each once', async () => {
    const local = await openMemoryStore();
    let attempts = 0;
    const log = {
      ...local.audit,
      append: (...args: Parameters<typeof local.audit.append>) => {
        attempts += 1;
        return local.audit.append(...args);
      },
    };
    const start = performance.now();
    let next = 0;
    const work = async () => {
      const record = createRecordAudit({ log, clock: systemClock });
      while (next < APPENDS) await record([anAuditEntry({ key: `key-${(next += 1)}` })]);
    };
    await Promise.all(Array.from({ length: WORKERS }, work));
    const seconds = (performance.now() - start) / 1000;
    const report = await createVerifyAudit({ log })([]);
    console.log(
      `${APPENDS} appends by ${WORKERS} workers: ${seconds.toFixed(1)} s, ${(APPENDS / seconds).toFixed(0)}/s, ${(attempts / APPENDS).toFixed(2)} attempts each`,
    );
    expect(report).toMatchObject({ rows: APPENDS, faultCount: 0 });
    expect(attempts / APPENDS).toBeLessThan(WORKERS + 1);
    await local.close();
  });
});
