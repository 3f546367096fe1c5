import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { toVisibleCharacters } from '../../src/kernel/visible-characters.ts';
import { aHostileText, asSeen, UNSEEN } from '../builders/hostile-texts.ts';

describe('kernel/visible-characters', () => {
  it.each([
    ['cuts between characters and counts the rest', 'a😀b😀c😀d', 12, 9, 'a… (+9)'],
    ['never halves a surrogate pair', '😀😀😀😀😀😀', 12, 9, '😀… (+10)'],
    ['never halves an escape', '\u200b\u200b\u200b\u200b', 40, 17, '\\u{200b}… (+3)'],
    ['leaves what fits exactly', 'abcd', 4, 4, 'abcd'],
  ])('%s', (_, untrusted, most, longest, shown) => {
    expect(toVisibleCharacters(untrusted, { most, longest })).toBe(shown);
  });

  it('shows everything that fits, and a whole beginning of what does not', () => {
    fc.assert(
      fc.property(aHostileText(), fc.integer({ min: 20, max: 300 }), (untrusted, longest) => {
        const shown = toVisibleCharacters(untrusted, { most: longest, longest });
        expect(shown.length).toBeLessThanOrEqual(longest);
        expect(shown).not.toMatch(UNSEEN);
        const [, kept = '', missing] = /^(.*?)(?:… \(\+(\d+)\))?$/u.exec(shown) ?? [];
        if (missing === undefined) expect(shown).toBe(asSeen(untrusted));
        else expect(asSeen(untrusted.slice(0, untrusted.length - Number(missing)))).toBe(kept);
      }),
      { numRuns: 500 },
    );
  });
});
