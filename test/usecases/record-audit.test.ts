import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createChainCheck } from '../../src/domain/audit/verify-chain.ts';
import type { AuditLog } from '../../src/ports/audit-log.ts';
import { createRecordAudit } from '../../src/usecases/record-audit.ts';
import { aClock } from '../builders/a-local-app.ts';
import { anAuditEntry, anAuditLog } from '../builders/an-audit.ts';

class Crash extends Error {}

/** Dies at the n-th call: before it is carried out, or after it and before the answer. */
function explosive(log: AuditLog, at: number, when: 'before' | 'after'): AuditLog {
  let calls = 0;
  const guard = async <T>(call: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (calls === at && when === 'before') throw new Crash();
    const answer = await call();
    if (calls === at) throw new Crash();
    return answer;
  };
  return {
    newest: () => guard(() => log.newest()),
    list: (seq) => log.list(seq),
    append: (record) => guard(() => log.append(record)),
    claim: (key, seq) => guard(() => log.claim(key, seq)),
    findClaim: (key) => guard(() => log.findClaim(key)),
  };
}

function entriesOf(subject: string, count: number) {
  return Array.from({ length: count }, (_, n) => anAuditEntry({ subject, key: `${subject}#${n}` }));
}

function keysOf(log: ReturnType<typeof anAuditLog>): string[] {
  return log.rows.map(({ body }) => (JSON.parse(body) as { key: string }).key);
}

function isSound(log: ReturnType<typeof anAuditLog>): boolean {
  const check = createChainCheck([]);
  for (const row of log.rows) check.next(row);
  return check.end().faultCount === 0;
}

describe('usecases/record-audit', () => {
  it('appends entries in their order, each behind the newest row', async () => {
    const log = anAuditLog();
    const record = createRecordAudit({ log, clock: aClock() });
    await record(entriesOf('a', 2));
    await record(entriesOf('b', 1));
    await record(entriesOf('a', 3));
    expect(keysOf(log)).toEqual(['a#0', 'a#1', 'b#0', 'a#2']);
    expect(isSound(log)).toBe(true);
  });

  it('records nothing twice, and looks at the newest entry only when all have their rows', async () => {
    const log = anAuditLog();
    const record = createRecordAudit({ log, clock: aClock() });
    await record(entriesOf('a', 3));
    let looks = 0;
    const counting = {
      ...log,
      findClaim: async (key: string) => ((looks += 1), log.claims.get(key)),
    };
    await createRecordAudit({ log: counting, clock: aClock() })(entriesOf('a', 3));
    expect(looks).toBe(1);
    expect(log.rows).toHaveLength(3);
  });

  it.each(['before', 'after'] as const)(
    'ends with one row an entry, wherever it dies %s a call',
    async (when) => {
      for (let at = 1; at < 40; at++) {
        const log = anAuditLog();
        await createRecordAudit({ log, clock: aClock() })(entriesOf('old', 1));
        const dying = createRecordAudit({ log: explosive(log, at, when), clock: aClock() });
        const died = await dying(entriesOf('a', 3)).then(
          () => false,
          (error: unknown) => error instanceof Crash,
        );
        await createRecordAudit({ log, clock: aClock() })(entriesOf('other', 2));
        await createRecordAudit({ log, clock: aClock() })(entriesOf('a', 3));
        expect(keysOf(log).toSorted()).toEqual([
          'a#0',
          'a#1',
          'a#2',
          'old#0',
          'other#0',
          'other#1',
        ]);
        expect(isSound(log)).toBe(true);
        if (!died) return;
      }
      throw new Error('it never ran to its end');
    },
  );

  it('takes a row for recorded whose answer was lost', async () => {
    const log = anAuditLog();
    const forgetful: AuditLog = {
      ...log,
      append: async (row) => {
        await log.append(row);
        return 'conflict';
      },
    };
    await createRecordAudit({ log: forgetful, clock: aClock() })(entriesOf('a', 2));
    expect(keysOf(log)).toEqual(['a#0', 'a#1']);
  });

  it('records each entry once whatever the order in which rival workers get on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 4 }), async (s, workers) => {
        const log = anAuditLog();
        const slow: AuditLog = {
          newest: s.scheduleFunction(() => log.newest()),
          append: s.scheduleFunction((row: Parameters<AuditLog['append']>[0]) => log.append(row)),
          claim: s.scheduleFunction((key: string, seq: number) => log.claim(key, seq)),
          findClaim: s.scheduleFunction((key: string) => log.findClaim(key)),
          list: (seq) => log.list(seq),
        };
        const all = Array.from({ length: workers }, (_, n) =>
          createRecordAudit({ log: slow, clock: aClock() })([
            ...entriesOf('shared', 2),
            anAuditEntry({ key: `own#${n}` }),
          ]),
        );
        await s.waitFor(Promise.all(all));
        const own = Array.from({ length: workers }, (_, n) => `own#${n}`);
        expect(keysOf(log).toSorted()).toEqual([...own, 'shared#0', 'shared#1'].toSorted());
        expect(isSound(log)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('lets the entries of one process stand in line, whatever comes between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (s) => {
        const log = anAuditLog();
        const slow: AuditLog = {
          ...log,
          newest: s.scheduleFunction(() => log.newest()),
          append: s.scheduleFunction((row: Parameters<AuditLog['append']>[0]) => log.append(row)),
          claim: s.scheduleFunction((key: string, seq: number) => log.claim(key, seq)),
        };
        const [ours, theirs] = [slow, slow].map((each) =>
          createRecordAudit({ log: each, clock: aClock() }),
        );
        const all = [0, 1, 2, 3].map((n) => (n < 3 ? ours! : theirs!)(entriesOf(`own-${n}`, 2)));
        await s.waitFor(Promise.all(all));
        expect(log.rows).toHaveLength(8);
        expect(isSound(log)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('goes on behind a row that somebody harmed, and leaves it to be found', async () => {
    const log = anAuditLog();
    const record = createRecordAudit({ log, clock: aClock() });
    await record(entriesOf('a', 2));
    log.rows[0] = { ...log.rows[0]!, body: 'harmed' };
    await record(entriesOf('b', 1));
    expect(log.rows).toHaveLength(3);
    expect(isSound(log)).toBe(false);
  });
});
