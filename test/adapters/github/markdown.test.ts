import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  longestRun,
  markdown,
  ownMarkdown,
  toCode,
  toLink,
} from '../../../src/adapters/github/markdown.ts';
import { toOwnUrl } from '../../../src/kernel/own-url.ts';
import { aHostileText, asSeen, UNSEEN } from '../../builders/hostile-texts.ts';

/** The code spans of a line as CommonMark finds them ("Code spans"), and what is left without them. */
function split(line: string): { readonly spans: readonly string[]; readonly rest: string } {
  const spans: string[] = [];
  let rest = '';
  for (let at = 0; at < line.length;) {
    const run = /^`*/.exec(line.slice(at))![0];
    const close = run === '' ? -1 : indexOfRun(line, at + run.length, run.length);
    if (close < 0) {
      rest += run === '' ? line[at] : run;
      at += Math.max(1, run.length);
      continue;
    }
    const inside = line.slice(at + run.length, close);
    const padded = /^ .* $/.test(inside) && inside.trim() !== '';
    spans.push(padded ? inside.slice(1, -1) : inside);
    at = close + run.length;
  }
  return { spans, rest };
}

function indexOfRun(line: string, from: number, length: number): number {
  for (const found of line.slice(from).matchAll(/`+/g))
    if (found[0].length === length) return from + found.index;
  return -1;
}

describe('adapters/github/markdown', () => {
  it.each([
    ['a mention', '@org/team', '`@org/team`'],
    ['a closing keyword', 'fixes #1', '`fixes #1`'],
    ['an image', '![](https://evil.example)', '`![](https://evil.example)`'],
    ['backticks', 'a``b`c', '```a``b`c```'],
    ['a backtick at an end', '`a', '`` `a ``'],
    ['spaces at its ends', ' a ', '`  a  `'],
    ['a pipe', 'a|b', '`a\\u{7c}b`'],
    ['a hidden mark', '<!-- rolemender -->', '`<\\u{21}-- rolemender -->`'],
    ['bidi and line feeds', 'a\u202eb\nc', '`a\\u{202e}b\\u{a}c`'],
    ['nothing', ' ', '`(empty)`'],
  ])('writes %s as code', (_, untrusted, code) => {
    expect(toCode(untrusted)).toBe(code);
  });

  it('makes every text one code span, whose words are the text', () => {
    fc.assert(
      fc.property(aHostileText(12), (untrusted) => {
        const line = markdown`a ${toCode(untrusted)} b`;
        const { spans, rest } = split(line);
        expect(rest).toBe('a  b');
        expect(line).not.toMatch(UNSEEN);
        expect(line).not.toContain('|');
        expect(line).not.toContain('<!--');
        if (/… \(\+\d+\)$/.test(spans[0]!) || asSeen(untrusted).trim() === '') return;
        expect(spans[0]!.replaceAll('<\\u{21}--', '<!--')).toBe(asSeen(untrusted, '|'));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps spans apart that follow each other', () => {
    fc.assert(
      fc.property(fc.array(aHostileText(4), { minLength: 2, maxLength: 2 }), ([one, two]) => {
        const { spans, rest } = split(markdown`${toCode(one!)}${toCode(two!)}`);
        expect(spans).toHaveLength(2);
        expect(rest).toBe(' ');
      }),
      { numRuns: 500 },
    );
  });

  it('links to our own pages only, whatever their names are', () => {
    const url = toOwnUrl('https://rolemender.example.com', 'findings', '](x) >|');
    const link = toLink(url, markdown`finding ${toCode('](https://evil.example)')}`);
    expect(link).toBe(
      '[finding `](https://evil.example)`](<https://rolemender.example.com/findings/%5D%28x%29%20%3E%7C>)',
    );
    expect(split(link).rest).toMatch(/^\[finding \]\(<[^\s<>]*>\)$/);
  });

  it('interpolates safe Markdown and numbers', () => {
    expect(markdown`${ownMarkdown('**2**')} of ${3}`).toBe('**2** of 3');
  });

  it('measures rows of backticks', () => {
    expect(longestRun('a``b```c`')).toBe(3);
  });
});
