import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FINDING_STATES, type FindingState } from '../../../src/domain/finding/finding.ts';
import { FINDING_MOVES, moveFinding } from '../../../src/domain/finding/transitions.ts';
import { aFinding } from '../../builders/a-finding.ts';

const moveTo = (to: FindingState) => ({
  to,
  at: '2026-11-20T11:00:00.000Z',
  by: 'rolemender',
  detail: 'why',
});

const PAIRS = FINDING_STATES.flatMap((from) => FINDING_STATES.map((to) => ({ from, to })));

describe('domain/finding/transitions', () => {
  it.each(PAIRS.filter(({ from, to }) => FINDING_MOVES[from].includes(to)))(
    'moves from $from to $to',
    ({ from, to }) => {
      const before = aFinding({ state: from, version: 3 });

      expect(moveFinding(before, moveTo(to))).toEqual({
        ...before,
        state: to,
        version: 4,
        history: [
          ...before.history,
          { at: '2026-11-20T11:00:00.000Z', event: to, by: 'rolemender', detail: 'why' },
        ],
      });
    },
  );

  it.each(PAIRS.filter(({ from, to }) => !FINDING_MOVES[from].includes(to)))(
    'throws rather than move from $from to $to',
    ({ from, to }) => {
      expect(() => moveFinding(aFinding({ state: from }), moveTo(to))).toThrow(
        `cannot go from ${from} to ${to}`,
      );
    },
  );

  it('opens what was fixed, suppressed or expired again and moves it nowhere else', () => {
    for (const state of ['fixed', 'suppressed', 'expired'] as const) {
      expect(FINDING_MOVES[state]).toEqual(['open']);
    }
  });

  it('leaves the named work behind, under an id that no other version has', () => {
    const before = aFinding({ id: 'f-1', version: 3, outbox: [] });
    const after = moveFinding(before, { ...moveTo('unfixable'), event: 'finding-settled' });

    expect(after.outbox).toEqual([
      { id: 'f-1.4', event: 'finding-settled', at: '2026-11-20T11:00:00.000Z' },
    ]);
    expect(after.history.at(-1)?.event).toBe('finding-settled');
  });

  it('changes other members with the move, but neither state, version nor history', () => {
    const before = aFinding({ version: 3 });
    const changes = { refusal: 'no', state: 'fixed' as const, version: 9, history: [] };
    const after = moveFinding(before, moveTo('unfixable'), changes);

    expect(after).toMatchObject({ refusal: 'no', state: 'unfixable', version: 4 });
    expect(after.history).toHaveLength(before.history.length + 1);
  });

  it('keeps its history and its work, whatever moves follow each other', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FINDING_STATES), { maxLength: 30 }), (wishes) => {
        let finding = aFinding();
        for (const to of wishes) {
          if (!FINDING_MOVES[finding.state].includes(to)) continue;
          const next = moveFinding(finding, { ...moveTo(to), event: 'finding-settled' });
          expect(next.version).toBe(finding.version + 1);
          expect(next.history.slice(0, -1)).toEqual(finding.history);
          expect(next.outbox.slice(0, -1)).toEqual(finding.outbox);
          finding = next;
        }
        expect(new Set(finding.outbox.map(({ id }) => id)).size).toBe(finding.outbox.length);
      }),
      { numRuns: 100 },
    );
  });
});
