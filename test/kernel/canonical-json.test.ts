import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';

/** The same value with the keys of every object turned round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([key, member]) => [key, turned(member)]));
}

describe('kernel/canonical-json', () => {
  it('sorts keys at every depth and keeps the order of arrays', () => {
    const value = { b: [{ d: 1, c: 2 }, 'z', 'a'], a: { y: null, x: true } };

    expect(canonicalJson(value)).toBe('{"a":{"x":true,"y":null},"b":[{"c":2,"d":1},"z","a"]}');
  });

  it('leaves undefined members out', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe(canonicalJson({ b: 1 }));
  });

  it('keeps a key named "__proto__"', () => {
    const value = JSON.parse('{"z":1,"__proto__":{"b":1,"a":2}}') as unknown;

    expect(canonicalJson(value)).toBe('{"__proto__":{"a":2,"b":1},"z":1}');
  });

  it('is the same whatever the order of keys, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(turned(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 300 },
    );
  });

  it('is the same for equal values only', () => {
    const small = fc.oneof(
      fc.constantFrom(0, 1, '', '1', null, true),
      fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom(0, '0', null), { maxKeys: 2 }),
      fc.array(fc.constantFrom(0, '0'), { maxLength: 2 }),
    );
    fc.assert(
      fc.property(small, small, (one, other) => {
        const areEqual = isDeepStrictEqual(plain(one), plain(other));
        expect(canonicalJson(one) === canonicalJson(other)).toBe(areEqual);
      }),
      { numRuns: 500 },
    );
  });
});

// fast-check's dictionaries have no prototype.
function plain(value: unknown): { readonly value: unknown } {
  return { value: JSON.parse(JSON.stringify(value)) as unknown };
}
