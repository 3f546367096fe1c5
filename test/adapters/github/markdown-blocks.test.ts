import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ownMarkdown, toCode } from '../../../src/adapters/github/markdown.ts';
import {
  joinBlocks,
  toFence,
  toParagraph,
  toTable,
} from '../../../src/adapters/github/markdown-blocks.ts';
import { aHostileText, asSeen, UNSEEN } from '../../builders/hostile-texts.ts';

/** What a renderer finds: the lines inside the first fence and the lines outside of it (CommonMark, "Fenced code blocks"). */
function split(block: string): {
  readonly inside: readonly string[];
  readonly outside: readonly string[];
} {
  const lines = block.split('\n');
  const [, fence = ''] = /^(`{3,})[a-z]*$/.exec(lines[0]!) ?? [];
  const close = lines.findIndex(
    (line, at) => at > 0 && /^ {0,3}`+ *$/.test(line) && line.trim().length >= fence.length,
  );
  return { inside: lines.slice(1, close), outside: lines.slice(close + 1) };
}

describe('adapters/github/markdown-blocks', () => {
  it('fences with more backticks than any row inside', () => {
    expect(toFence('```\n@org/team fixes #1\n````', 'json')).toBe(
      '`````json\n```\n@org/team fixes #1\n````\n`````',
    );
  });

  it('keeps every text inside its fence, as it is but for what is not seen', () => {
    fc.assert(
      fc.property(aHostileText(), (untrusted) => {
        const block = joinBlocks([toFence(untrusted), toParagraph(ownMarkdown('after'))]);
        const { inside, outside } = split(block);
        expect(outside).toEqual(['', 'after']);
        expect(block.replaceAll(/[\n\t]/g, '')).not.toMatch(UNSEEN);
        expect(block).not.toContain('<!--');
        const lines = untrusted.replaceAll('\r\n', '\n').split('\n');
        const seen = lines.map((line) =>
          line
            .split('\t')
            .map((part) => asSeen(part))
            .join('\t'),
        );
        expect(inside.map((line) => line.replaceAll('<\\u{21}--', '<!--'))).toEqual(seen);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves out whole lines of what is too long, and says so', () => {
    const block = toFence('abc\n'.repeat(1000), 'text', 12);
    expect(block).toBe('```text\nabc\nabc\nabc\n… (the rest is left out)\n```');
    expect(toFence('\u200b'.repeat(50), 'text', 100)).toBe(
      '```text\n… (the rest is left out)\n```',
    );
  });

  it('makes tables whose rows have the cells that were given', () => {
    fc.assert(
      fc.property(fc.array(aHostileText(6), { minLength: 2, maxLength: 2 }), (cells) => {
        const table = toTable([ownMarkdown('a'), ownMarkdown('b')], [cells.map(toCode)]);
        const [head, rule, row, ...others] = table.split('\n');
        expect([head, rule, others]).toEqual(['| a | b |', '| --- | --- |', []]);
        expect(row!.split('|')).toHaveLength(4);
      }),
      { numRuns: 500 },
    );
  });
});
