import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryTable } from '../../../../src/adapters/dynalite/join-store.ts';
import { AUDIT_START, toAuditRecord } from '../../../../src/domain/audit/audit-row.ts';
import { createRecordAudit } from '../../../../src/usecases/record-audit.ts';
import { createVerifyAudit } from '../../../../src/usecases/verify-audit.ts';
import { aClock } from '../../../builders/a-local-app.ts';
import { aChain, anAuditEntry, recordsOf } from '../../../builders/an-audit.ts';
import { toStoreSubject } from '../../dynalite/store-subject.ts';

describe('adapters/aws/dynamodb/audit-log', () => {
  let subject: ReturnType<typeof toStoreSubject>;
  beforeEach(async () => {
    subject = toStoreSubject(await openMemoryTable());
  });
  afterEach(() => subject.close());

  const verify = () => createVerifyAudit({ log: subject.audit })([]);
  const record = (keys: readonly string[]) =>
    createRecordAudit({ log: subject.audit, clock: aClock() })(
      keys.map((key) => anAuditEntry({ key })),
    );

  it('gives rows back as they were stored, in the order of their numbers', async () => {
    const chain = aChain(11);
    for (const row of chain.toReversed()) await subject.audit.append(row);
    expect(await recordsOf(subject.audit, 0)).toEqual(chain);
    expect(await recordsOf(subject.audit, 10)).toEqual(chain.slice(9));
    expect(await subject.audit.newest()).toEqual(chain[10]);
  });

  it('has no newest row while it is empty', async () => {
    expect(await subject.audit.newest()).toBeUndefined();
    expect(await subject.audit.findClaim('a')).toBeUndefined();
  });

  it('never replaces a row', async () => {
    const first = toAuditRecord(anAuditEntry({ key: 'a' }), AUDIT_START, 'now');
    const rival = toAuditRecord(anAuditEntry({ key: 'b' }), AUDIT_START, 'now');
    expect(await subject.audit.append(first)).toBe('appended');
    expect(await subject.audit.append(rival)).toBe('conflict');
    expect(await recordsOf(subject.audit, 1)).toEqual([first]);
  });

  it('keeps the first claim of a key', async () => {
    expect(await subject.audit.claim('a', 3)).toEqual({ seq: 3, isFirst: true });
    expect(await subject.audit.claim('a', 9)).toEqual({ seq: 3, isFirst: false });
    expect(await subject.audit.findClaim('a')).toBe(3);
  });

  it.each([1, 2, 3, 4])('records once although the answer to write %d was lost', async (nth) => {
    const keys = ['a', 'b'];
    let writes = 0;
    const put = subject.auditTable.put.bind(subject.auditTable);
    subject.auditTable.put = (input) => {
      if ((writes += 1) === nth) subject.loseNextAnswer();
      return put(input);
    };
    await record(keys);
    expect(await verify()).toMatchObject({ rows: 2, faultCount: 0 });
  });

  it('lets eight workers append side by side, each entry once', async () => {
    const workers = Array.from({ length: 8 }, async (_, worker) => {
      for (let n = 0; n < 12; n++) await record([`shared-${n}`, `${worker}-${n}`]);
    });
    await Promise.all(workers);
    expect(await verify()).toMatchObject({ rows: 8 * 12 + 12, faultCount: 0 });
  });

  it('shows a row whose place is no number as one that is out of place', async () => {
    await record(['a', 'b']);
    await subject.auditTable.put({ Item: { pk: 'chain', sk: '00000000000x', body: '', hash: '' } });
    expect((await verify()).faults).toEqual([{ seq: NaN, fault: 'out-of-place' }]);
    await expect(subject.audit.newest()).rejects.toThrow('without a number');
  });
});
