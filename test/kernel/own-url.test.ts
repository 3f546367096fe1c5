import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { toOwnUrl } from '../../src/kernel/own-url.ts';
import { aHostileText } from '../builders/hostile-texts.ts';

describe('kernel/own-url', () => {
  it('puts pages below the base address', () => {
    expect(toOwnUrl('https://rolemender.example.com/app/', 'findings', 'f-1')).toBe(
      'https://rolemender.example.com/app/findings/f-1',
    );
  });

  it.each([
    ['javascript:alert(1)'],
    ['https://user:pass@example.com/'],
    ['https://example.com/?a=b'],
    ['no address'],
  ])('refuses the base %s', (base) => {
    expect(() => toOwnUrl(base, 'x')).toThrow();
  });

  it.each([[''], ['.'], ['..']])('refuses the segment %j', (segment) => {
    expect(() => toOwnUrl('https://example.com', segment)).toThrow();
  });

  it('encodes a segment so that it ends neither the path nor markup', () => {
    fc.assert(
      fc.property(aHostileText(), (untrusted) => {
        fc.pre(!/^\.{0,2}$/.test(untrusted));
        const url = toOwnUrl('https://example.com', 'findings', untrusted);
        expect(url).toMatch(/^https:\/\/example\.com\/findings\/[A-Za-z0-9.%-]+$/);
        expect(new URL(url).href).toBe(url);
        expect(decodeURIComponent(url.slice('https://example.com/findings/'.length))).toBe(
          untrusted.replace(/\p{Cs}/gu, '\ufffd'),
        );
      }),
      { numRuns: 500 },
    );
  });
});
