import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { LIMITS } from '../../../src/adapters/slack/limits.ts';
import { toPlainTextObject } from '../../../src/adapters/slack/plain-text.ts';
import { aHostileText, asSeen, UNSEEN } from '../../builders/hostile-texts.ts';

function decode(text: string): string {
  return text.replace(
    /&(amp|lt|gt);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name]!,
  );
}

describe('adapters/slack/plain-text', () => {
  it('escapes what Slack could obey and turns emoji off', () => {
    expect(toPlainTextObject('<!here> & :tada:\n')).toEqual({
      type: 'plain_text',
      text: '&lt;!here&gt; &amp; :tada:\\u{a}',
      emoji: false,
    });
  });

  it('is never empty, which Slack refuses', () => {
    expect(toPlainTextObject('').text).toBe('(empty)');
  });

  it('fits its place and decodes to the text or to a whole beginning of it', () => {
    fc.assert(
      fc.property(
        aHostileText(12),
        fc.constantFrom(...Object.values(LIMITS)),
        (untrusted, longest) => {
          const { text } = toPlainTextObject(untrusted, longest);
          expect(text.length).toBeLessThanOrEqual(longest);
          expect(text).not.toMatch(UNSEEN);
          expect(text).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
          const [, kept = '', missing] = /^(.*?)(?:… \(\+(\d+)\))?$/u.exec(text) ?? [];
          const shown = untrusted.slice(0, untrusted.length - Number(missing ?? 0));
          if (untrusted !== '') expect(decode(kept)).toBe(asSeen(shown));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
