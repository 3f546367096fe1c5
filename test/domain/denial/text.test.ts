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
    ['C:\\path', 'C:\\path'],
  ])('cleans %j', (text, plain) => {
    expect(toPlainText(text)).toBe(plain);
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
