import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { text, toJsonText, toTerminalText } from '../../../src/cli/render/terminal-text.ts';

// Written anew here on purpose: what a terminal may obey or hide.
const DANGEROUS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

describe('cli/render/terminal-text', () => {
  it.each([
    ['an escape sequence', '\u001b[2J', '\\u{1b}[2J'],
    ['a C1 control', 'a\u009b31mb', 'a\\u{9b}31mb'],
    ['a line feed', 'a\r\nb', 'a\\u{d}\\u{a}b'],
    ['a bidi override', 'a\u202eb', 'a\\u{202e}b'],
    ['a zero-width space', 'a\u200bb', 'a\\u{200b}b'],
    ['a space that does not break', 'a\u00a0b', 'a\\u{a0}b'],
    ['a tag character', 'a\u{e0041}b', 'a\\u{e0041}b'],
    ['a lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
  ])('makes %s visible', (_, untrusted, shown) => {
    expect(toTerminalText(untrusted)).toBe(shown);
  });

  it('leaves ordinary text of any script alone', () => {
    expect(toTerminalText('rôle “x” 日本語 😀')).toBe('rôle “x” 日本語 😀');
  });

  it('caps what is long and says by how much', () => {
    expect(toTerminalText('x'.repeat(1030))).toBe(`${'x'.repeat(1024)}… (+6 characters)`);
  });

  it('lets no dangerous character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (untrusted) => {
        expect(toTerminalText(untrusted)).not.toMatch(DANGEROUS);
        expect(toJsonText({ [untrusted]: untrusted })).not.toMatch(DANGEROUS);
      }),
      { numRuns: 500 },
    );
  });

  it('writes JSON that reads back equal', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(toJsonText(value, 2))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('interpolates safe texts and numbers only', () => {
    expect(text`${toTerminalText('\u0007')} ${2}`).toBe('\\u{7} 2');
  });
});
