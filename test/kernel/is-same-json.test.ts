import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSameJson, isSmallJson } from '../../src/kernel/is-same-json.ts';

describe('kernel/is-same-json', () => {
  it('says yes exactly where both are written alike', () => {
    const small = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(small, small, (one, other) => {
        expect(isSameJson(one, JSON.parse(JSON.stringify(one)))).toBe(true);
        expect(isSameJson(one, other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [{ a: [1] }, { a: { 0: 1 } }],
    [{ a: [1, 2] }, { a: [1] }],
    [{ a: null }, { a: {} }],
    [null, undefined],
    ['1', 1],
  ])('tells %j from %j', (one, other) => {
    expect(isSameJson(one, other)).toBe(false);
  });

  it('gives up on what is nested too deep', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
    expect(isSameJson(nested(40), nested(40))).toBe(true);
    expect(isSameJson(nested(5000), nested(5000))).toBe(false);
  });

  it('counts characters and members in all depths', () => {
    expect(isSmallJson({ a: ['bc', { d: 'e' }] }, 7, 5)).toBe(true);
    expect(isSmallJson({ a: ['bc', { d: 'e' }] }, 6, 5)).toBe(false);
    expect(isSmallJson({ a: Array.from({ length: 1000 }, () => 1) }, 5000, 100)).toBe(false);
  });
});
