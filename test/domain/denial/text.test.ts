import { describe, expect, it } from '@jest/globals';
import { toPlainText } from '../../../src/domain/denial/text/pasted-text.ts';
import { readArn } from '../../../src/domain/denial/text/read-arn.ts';
import { findPhrase, hasPhrase, toWords, wordAt } from '../../../src/domain/denial/text/words.ts';

describe('domain/denial/text', () => {
  it.each([
    ['a\\nb', 'a\nb'],
    ['say \\\\\\"hi\\\\\\"', 'say "hi"'],
    ['\\u003cb\\u003e', '<b>'],
    ['&quot;a&quot;', '"a"'],
    ['\u001b[31;1mred\u001b[0m', 'red'],
    ['╷\n│ a\n│   b\n╵', '\na\nb\n'],
    ['> a\n> b', 'a\nb'],
    ['a\r\nb', 'a\nb'],
    ['“a”', '"a"'],
    ['>\u00a0a\n>\u00a0b', 'a\nb'],
    ['C:\\path', 'C:\\path'],
  ])('cleans %j', (text, plain) => {
    expect(toPlainText(text).text).toBe(plain);
  });

  it('remembers what stood where typographic characters were replaced', () => {
    const { text, exact } = toPlainText('a\u00a0“b\u200bc”\u200b d');

    expect(text).toBe('a "bc" d');
    expect(exact?.(0, 3)).toBe('a\u00a0“');
    expect(exact?.(3, 5)).toBe('b\u200bc');
    expect(exact?.(5, 8)).toBe('”\u200b d');
    expect(toPlainText('plain').exact).toBeUndefined();
  });

  it('finds a phrase across line breaks, hyphens and quotes, and where it stands', () => {
    const words = toWords('Because no **identity-\nbased** policy');
    const found = findPhrase(words, 'no identity based');
    expect(found && words.text.slice(found.start, found.end)).toBe('no **identity-\nbased');
    expect(wordAt(words, 0)).toBe('because');
    expect(wordAt(words, 99)).toBe('');
    expect(hasPhrase(words, 'no identity')).toBe(true);
    expect(hasPhrase(words, 'o identity')).toBe(false);
    expect(findPhrase(words, 'because', 1)).toBeUndefined();
  });

  it.each([
    ['arn:aws:iam::1:policy/p.', 'arn:aws:iam::1:policy/p'],
    ['arn:aws:iam::1:policy/p, next', 'arn:aws:iam::1:policy/p'],
    ['arn:aws:iam::1:\npolicy/p\nGo to', 'arn:aws:iam::1:policy/p'],
    ['arn:aws:iam::1:policy/p\n2026/11/21 10:00', 'arn:aws:iam::1:policy/p'],
    ['arn:aws:iam::1:policy/p\nhttps://x', 'arn:aws:iam::1:policy/p'],
    ['arn:aws:iam::1:p…', undefined],
    ['arn:aws:iam::1:p...', undefined],
    ['nothing', undefined],
  ])('reads the ARN of %j', (text, arn) => {
    expect(readArn(text, 0)).toBe(arn);
  });
});
