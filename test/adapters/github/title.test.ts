import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { toTitle } from '../../../src/adapters/github/title.ts';
import { aHostileText, asSeen } from '../../builders/hostile-texts.ts';

describe('adapters/github/title', () => {
  it('breaks mentions, closing keywords, addresses and orders to CI', () => {
    expect(toTitle('@a fixes #1 GH-2 https://x [skip ci]')).toBe(
      '@\u200ba fixes #\u200b1 GH\u200b-2 https:\u200b//x [\u200bskip ci]',
    );
  });

  it('is one line that GitHub takes and obeys nothing of', () => {
    fc.assert(
      fc.property(aHostileText(), (untrusted) => {
        const title = toTitle(untrusted);
        expect(title.length).toBeLessThanOrEqual(256);
        expect(title).not.toMatch(/[\r\n\u2028\u202e]|[@#[`](?!\u200b)|:\/\/|gh-/i);
        const shown = title.replaceAll('\u200b', '');
        if (/… \(\+\d+\)$/.test(shown) || asSeen(untrusted).trim() === '') return;
        expect(shown).toBe(asSeen(untrusted));
      }),
      { numRuns: 1000 },
    );
  });
});
