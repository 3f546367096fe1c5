import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { canonicalJson } from '../../../src/kernel/canonical-json.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { AuditAnchor } from '../../../src/domain/audit/audit-anchor.ts';
import type { AuditRecord } from '../../../src/domain/audit/audit-row.ts';
import { type ChainReport, createChainCheck } from '../../../src/domain/audit/verify-chain.ts';
import { aChain } from '../../builders/an-audit.ts';

const AT = '2026-11-20T11:00:00.000Z';

function check(records: Iterable<AuditRecord>, anchors: readonly AuditAnchor[] = []): ChainReport {
  const chain = createChainCheck(anchors);
  for (const record of records) chain.next(record);
  return chain.end();
}

function anchorOf({ seq, hash }: { seq: number; hash: string }): AuditAnchor {
  return { seq, hash, at: AT };
}

describe('domain/audit/verify-chain', () => {
  it('finds nothing in a sound history, with and without anchors', () => {
    const chain = aChain(12);
    const report = check(chain, [anchorOf(chain[4]!), anchorOf(chain[11]!)]);
    expect(report).toEqual({
      rows: 12,
      head: { seq: 12, hash: chain[11]!.hash },
      faults: [],
      faultCount: 0,
      anchors: 2,
    });
    expect(check([]).faultCount).toBe(0);
  });

  it.each([
    [
      'edited',
      (rows: AuditRecord[]) =>
        rows.with(3, { ...rows[3]!, body: rows[3]!.body.replace('maria', 'mario') }),
    ],
    ['edited', (rows: AuditRecord[]) => rows.with(3, { ...rows[3]!, hash: rows[2]!.hash })],
    [
      'unreadable',
      (rows: AuditRecord[]) => rows.with(3, { ...rows[3]!, body: `${rows[3]!.body} ` }),
    ],
    ['unreadable', (rows: AuditRecord[]) => rows.with(3, { ...rows[3]!, body: '' })],
    ['missing', (rows: AuditRecord[]) => rows.toSpliced(3, 1)],
    ['missing', (rows: AuditRecord[]) => rows.slice(2)],
    [
      'out-of-place',
      (rows: AuditRecord[]) => [...rows.slice(0, 3), { ...rows[3]!, seq: NaN }, ...rows.slice(4)],
    ],
    ['edited', (rows: AuditRecord[]) => rows.with(3, { ...rows[4]!, seq: 4 })],
  ] as const)('finds a row that is %s', (fault, harm) => {
    expect(check(harm([...aChain(9)])).faults.map((each) => each.fault)).toContain(fault);
  });

  it('finds an edit whose hash was made to fit, at the row behind it', () => {
    const forged = aChain(4).with(1, aChain(2)[1]!);
    expect(check(forged).faultCount).toBe(0);
    const [, , third] = [...aChain(4)];
    const other = { ...JSON.parse(third!.body), actor: 'mallory' } as Record<string, unknown>;
    const rehashed = reseal(other);
    expect(check(aChain(4).with(2, rehashed)).faults).toEqual([{ seq: 4, fault: 'broken-link' }]);
  });

  it('finds a history that was written anew by its anchor', () => {
    const chain = aChain(6);
    const anew = aChain(6).map((row) => reseal({ ...JSON.parse(row.body), previous: row.hash }));
    expect(check(anew, [anchorOf(chain[5]!)]).faults.map(({ fault }) => fault)).toContain(
      'anchor-differs',
    );
  });

  it('finds rows cut off behind the anchor, and says nothing about younger ones', () => {
    const chain = aChain(9);
    const anchor = anchorOf(chain[6]!);
    expect(check(chain.slice(0, 6), [anchor]).faults).toEqual([{ seq: 7, fault: 'truncated' }]);
    expect(check(chain.slice(0, 7), [anchor]).faultCount).toBe(0);
    expect(check([], [anchor]).faults).toEqual([{ seq: 7, fault: 'truncated' }]);
  });

  it('finds an entry that is recorded twice', () => {
    const [first, second] = aChain(2);
    const again = reseal({ ...JSON.parse(second!.body), key: JSON.parse(first!.body).key });
    expect(check([first!, again]).faults).toEqual([{ seq: 2, fault: 'repeated' }]);
  });

  it('finds any change of one byte of any stored row', () => {
    const chain = aChain(5);
    const anchor = anchorOf(chain[4]!);
    const place = fc.record({
      row: fc.nat(4),
      member: fc.constantFrom('body', 'hash', 'seq'),
      at: fc.nat(2000),
      byte: fc.integer({ min: 1, max: 255 }),
    });
    fc.assert(
      fc.property(place, ({ row, member, at, byte }) => {
        const touched = touch(chain[row]!, member, at, byte);
        fc.pre(touched !== undefined);
        const rows = chain.with(row, touched).toSorted((a, b) => a.seq - b.seq);
        expect(check(rows, [anchor]).faultCount).toBeGreaterThan(0);
      }),
      { numRuns: 3_000 },
    );
  });

  it('finds any deletion and any exchange of rows behind the anchor', () => {
    const chain = aChain(8);
    const anchor = anchorOf(chain[7]!);
    for (let a = 0; a < 8; a++) {
      expect(check(chain.toSpliced(a, 1), [anchor]).faultCount).toBeGreaterThan(0);
      for (let b = a + 1; b < 8; b++) {
        const swapped = chain.with(a, chain[b]!).with(b, chain[a]!);
        expect(check(swapped, [anchor]).faultCount).toBeGreaterThan(0);
        const exchanged = chain
          .with(a, { ...chain[b]!, seq: a + 1 })
          .with(b, { ...chain[a]!, seq: b + 1 });
        expect(check(exchanged, [anchor]).faultCount).toBeGreaterThan(0);
      }
    }
  });

  it('counts all faults and lists the first few', () => {
    const broken = aChain(60).map((row) => ({ ...row, body: '{}' }));
    const report = check(broken);
    expect(report.faultCount).toBe(60);
    expect(report.faults).toHaveLength(20);
  });
});

/** One byte of the row's stored form, XORed; undefined where nothing is changed by it. */
function touch(
  row: AuditRecord,
  member: 'body' | 'hash' | 'seq',
  at: number,
  byte: number,
): AuditRecord | undefined {
  const text = member === 'seq' ? String(row.seq).padStart(12, '0') : row[member];
  const bytes = Buffer.from(text);
  const index = at % bytes.length;
  bytes[index] = bytes[index]! ^ byte;
  const changed = bytes.toString('utf8');
  if (changed === text) return undefined;
  if (member !== 'seq') return { ...row, [member]: changed };
  return { ...row, seq: /^\d{12}$/.test(changed) ? Number(changed) : NaN };
}

/** A row as a forger would store it: its hash fits its body. */
function reseal(value: Record<string, unknown>): AuditRecord {
  const body = canonicalJson(value);
  return { seq: value['seq'] as number, body, hash: digestOf(value) };
}
