import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { digestOf, shortHash } from '../../src/kernel/digest.ts';

describe('kernel/digest', () => {
  it('is the SHA-256 of the canonical JSON in lower-case hexadecimal', () => {
    // printf '{"a":1}' | sha256sum
    expect(digestOf({ a: 1 })).toBe(
      '015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862',
    );
  });

  it('is equal for values that differ in the order of their keys only', () => {
    expect(digestOf({ a: 1, b: [1, 2] })).toBe(digestOf({ b: [1, 2], a: 1 }));
  });

  it('differs when a value, a key or the order of a list differs', () => {
    const digests = [{ a: [1, 2] }, { a: [2, 1] }, { b: [1, 2] }, { a: ['1', 2] }, {}].map(
      digestOf,
    );

    expect(new Set(digests).size).toBe(digests.length);
  });

  it('makes short names of the length that was asked for, without letters that look alike', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 32 }), (value, length) => {
        const name = shortHash(value, length);
        expect(name).toMatch(/^[0-9abcdefghjkmnpqrstvwxyz]+$/);
        expect(name).toHaveLength(length);
        expect(shortHash(value, 32).startsWith(name)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('gives the same short name for ever: stored ids are made of it', () => {
    expect(shortHash(['finding', 'x'], 10)).toBe('bnm01wf9fp');
  });

  it('gives different values different short names', () => {
    const names = Array.from({ length: 10_000 }, (_, n) => shortHash(['finding', n], 8));

    expect(new Set(names).size).toBe(names.length);
  });
});
