import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { matchesTokens, type Token } from '../../../../src/domain/policy/match/pattern.ts';

const toToken = (character: string): Token => {
  if (character === '*') return { kind: 'any', colons: true };
  if (character === '+') return { kind: 'any', colons: false };
  if (character === '?') return { kind: 'one', colons: true };
  return { kind: 'character', character };
};
/** `*` any, `+` any but colons, `?` one. */
const tokensOf = (pattern: string): readonly Token[] => Array.from(pattern, toToken);

/** The definition, slow and plain. */
function fits([first, ...rest]: readonly Token[], text: readonly string[]): boolean {
  if (first === undefined) return text.length === 0;
  const [character, ...others] = text;
  if (first.kind === 'any' && fits(rest, text)) return true;
  if (character === undefined) return false;
  const takes =
    first.kind === 'character' ? first.character === character : first.colons || character !== ':';
  if (!takes) return false;
  return first.kind === 'any' ? fits([first, ...rest], others) : fits(rest, others);
}

describe('domain/policy/match/pattern', () => {
  it.each([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['**', 'abc', true],
    ['a*c', 'abbc', true],
    ['a*c', 'abb', false],
    ['a?c', 'ac', false],
    ['+b', 'aab', true],
    ['+b', 'a:b', false],
    ['a+:+', 'ab:c', true],
    ['a+:+', 'ab:c:d', false],
    ['*:?', 'a:b:c', true],
  ])('matches %j with %j: %s', (pattern, text, expected) => {
    expect(matchesTokens(tokensOf(pattern), text)).toBe(expected);
  });

  it('agrees with the definition', () => {
    const pattern = fc.string({
      unit: fc.constantFrom('a', 'b', ':', '*', '+', '?'),
      maxLength: 8,
    });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 10 });
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        expect(matchesTokens(tokensOf(p), t)).toBe(fits(tokensOf(p), Array.from(t)));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['*a'.repeat(1000) + 'b', 'a'.repeat(2048)],
    ['*?a'.repeat(500) + 'b', 'a'.repeat(2048)],
    ['*'.repeat(2000) + 'b', 'a'.repeat(2048)],
  ])('answers a hostile pattern in no more than pattern times text', (pattern, text) => {
    const started = performance.now();

    expect(matchesTokens(tokensOf(pattern), text)).toBe(false);

    // Backtracking would take longer than anyone lives.
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
