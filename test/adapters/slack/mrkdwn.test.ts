import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { LIMITS } from '../../../src/adapters/slack/limits.ts';
import {
  joinLines,
  mrkdwn,
  ownMrkdwn,
  toCode,
  toLink,
  toMrkdwnObject,
} from '../../../src/adapters/slack/mrkdwn.ts';
import { toOwnUrl } from '../../../src/kernel/own-url.ts';
import { aHostileText, asSeen, UNSEEN } from '../../builders/hostile-texts.ts';

/** What Slack shows of a text: its three escapes decoded, once. */
function decode(text: string): string {
  return text.replace(
    /&(amp|lt|gt);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name]!,
  );
}

/** The code spans of a text and what is left without them. */
function split(text: string): { readonly spans: readonly string[]; readonly rest: string } {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span!);
  return { spans, rest: text.replaceAll(/`[^`\n]+`/g, '') };
}

describe('adapters/slack/mrkdwn', () => {
  it.each([
    ['a mention of everybody', '<!channel>', '`&lt;!channel&gt;`'],
    ['a link', '<https://evil.example|Approve>', '`&lt;https:\\u{2f}/evil.example|Approve&gt;`'],
    ['a break-out', '` *Approved* `', '`\\u{60} *Approved* \\u{60}`'],
    ['a second line', 'a\nApproved by @x', '`a\\u{a}Approved by @x`'],
    ['bidi and zero-width', 'a\u202eb\u200bc', '`a\\u{202e}b\\u{200b}c`'],
    ['nothing', '', '`(empty)`'],
    ['spaces', '  ', '`(empty)`'],
  ])('writes %s as code', (_, untrusted, code) => {
    expect(toCode(untrusted)).toBe(code);
  });

  it('shows at most 200 characters of it', () => {
    expect(toCode('x'.repeat(1_000_000))).toBe(`\`${'x'.repeat(200)}… (+999800)\``);
  });

  it('makes every text one code span, whose words are the text', () => {
    fc.assert(
      fc.property(aHostileText(12), (untrusted) => {
        const text = mrkdwn`a ${toCode(untrusted)} b`;
        const { spans, rest } = split(text);
        expect(rest).toBe('a  b');
        expect(text).not.toMatch(UNSEEN);
        expect(text).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)|:\/\//);
        if (/… \(\+\d+\)$/.test(spans[0]!) || asSeen(untrusted).trim() === '') return;
        expect(decode(spans[0]!).replaceAll(':\\u{2f}/', '://')).toBe(asSeen(untrusted, '`'));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps spans apart that follow each other', () => {
    expect(mrkdwn`${toCode('a')}${toCode('b')}: ${2}`).toBe('`a` `b`: 2');
  });

  it('links to our own pages only', () => {
    const url = toOwnUrl('https://rolemender.example.com', 'findings', 'f|<1>');
    expect(toLink(url, ownMrkdwn('Details'))).toBe(
      '<https://rolemender.example.com/findings/f%7C%3C1%3E|Details>',
    );
  });

  it('leaves out whole lines where a text is too long, and counts them', () => {
    fc.assert(
      fc.property(
        fc.array(aHostileText(12), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 20, max: LIMITS.sectionText }),
        (untrusted, longest) => {
          const lines = untrusted.map(toCode);
          const text = joinLines(lines, longest);
          expect(text.length).toBeLessThanOrEqual(longest);
          const kept = text.split('\n');
          const [, omitted] = /^… \(\+(\d+)\)$/.exec(kept.at(-1)!) ?? [];
          const whole = omitted === undefined ? kept : kept.slice(0, -1);
          expect(whole).toEqual(lines.slice(0, whole.length));
          expect(whole.length + Number(omitted ?? 0)).toBe(lines.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps every span within a field of Block Kit', () => {
    const worst = ['&', ':', '/', '\u{e0041}', '://', '<'].map((c) => toCode(c.repeat(400)).length);
    expect(Math.max(...worst)).toBeLessThanOrEqual(LIMITS.field);
  });

  it('tells Slack to look for no links and names', () => {
    expect(toMrkdwnObject(toCode('x'))).toEqual({ type: 'mrkdwn', text: '`x`', verbatim: true });
  });
});
