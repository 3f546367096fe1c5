import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { html } from '../../src/console/html.ts';
import { isPlain, text, textLines } from '../../src/console/text.ts';

describe('console/text', () => {
  it.each([
    ['a right-to-left override', 'a\u202Eb', 'a\\u{202e}b'],
    ['a zero-width space', 'a\u200Bb', 'a\\u{200b}b'],
    ['a control character', 'a\u0007b', 'a\\u{7}b'],
    ['a line feed', 'a\nb', 'a\\u{a}b'],
    ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
    ['a Hangul filler', 'a\u3164b', 'a\\u{3164}b'],
    ['a tag character', 'a\u{E0041}b', 'a\\u{e0041}b'],
    ['half a surrogate pair', 'a\uD800b', 'a\\u{d800}b'],
  ])('makes %s visible', (_, hidden, shown) => {
    expect(text(hidden)).toBe(shown);
    expect(isPlain(hidden)).toBe(false);
  });

  it('leaves letters of every script as they are', () => {
    expect(text('Zoë 日本語 اردو 😀')).toBe('Zoë 日本語 اردو 😀');
  });

  it('cuts what is long and says how much is gone', () => {
    expect(text('a'.repeat(2000), 10)).toBe(`${'a'.repeat(10)}… (+1990 characters)`);
  });

  it('keeps the line feeds of several lines, and none that a text only spells', () => {
    expect(textLines('a\nb\\u{a}c')).toBe('a\nb\\u{a}c');
  });

  it('shows any string without markup of its own, in content and in an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (value) => {
        const markup = html`<p title="${text(value)}">${text(value)}</p>`.toString();

        expect(markup.match(/[<>]/g)).toHaveLength(4);
        expect(markup.match(/"/g)).toHaveLength(2);
        expect(isPlain(markup)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('escapes an object that pretends to be markup', () => {
    const forged = { isEscaped: true, toString: () => '<script>' } as unknown as string;

    expect(() => text(forged)).toThrow();
  });
});
