import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unifiedDiff } from '../../../src/adapters/jsdiff/unified-diff.ts';

const lines = (...texts: readonly string[]): string => texts.join('\n');

describe('adapters/jsdiff/unified-diff', () => {
  it('names both sides alike and shows three lines around a change', () => {
    const before = lines('1', '2', '3', '4', '5', '6', '7', '8', '9');
    const after = lines('1', '2', '3', '4', 'five', '6', '7', '8', '9');

    expect(unifiedDiff('orders', before, after)).toBe(
      lines(
        '--- orders',
        '+++ orders',
        '@@ -2,7 +2,7 @@',
        ' 2',
        ' 3',
        ' 4',
        '-5',
        '+five',
        ' 6',
        ' 7',
        ' 8',
        '',
      ),
    );
  });

  it('shows a new text as added from top to bottom', () => {
    expect(unifiedDiff('orders', '', lines('{', '}'))).toBe(
      lines('--- orders', '+++ orders', '@@ -0,0 +1,2 @@', '+{', '+}', ''),
    );
  });

  it.each([
    ['equal texts', '{}', '{}'],
    ['texts that differ in the final line feed only', '{}', '{}\n'],
    ['two empty texts', '', ''],
  ])('is empty for %s', (_what, before, after) => {
    expect(unifiedDiff('orders', before, after)).toBe('');
  });

  it('says nothing of a final line feed', () => {
    expect(unifiedDiff('orders', 'a', 'b\n')).not.toContain('\\');
  });

  it('holds every line of both texts, each with its mark, in its hunks', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 3 });

    fc.assert(
      fc.property(text, text, (before, after) => {
        const shown = unifiedDiff('x', `${lines(...before)}\n`, `${lines(...after)}\n`);
        fc.pre(shown !== '');
        const body = shown.split('\n').slice(3, -1);
        const side = (mark: string) =>
          body.filter((row) => row[0] === ' ' || row[0] === mark).map((row) => row.slice(1));
        expect(side('-')).toEqual(before.length === 0 ? [''] : before);
        expect(side('+')).toEqual(after.length === 0 ? [''] : after);
      }),
      { numRuns: 200 },
    );
  });
});
