import * as fc from 'fast-check';

/** What a caller could put into an event to be obeyed by a sink (facts of the sinks: see SECURITY.md). */
const PIECES = [
  '<!channel>',
  '<!here|x>',
  '<@U012AB3CD>',
  '<#C012AB3CD>',
  '<https://evil.example|Approve>',
  '@here',
  '@org/team',
  'https://evil.example/',
  'www.evil.example',
  'fixes #1',
  'closes GH-2',
  'fixes https://github.com/o/r/issues/3',
  '![x](https://evil.example/x.png)',
  '[x](javascript:1)',
  '- [x] done',
  '<img src=x onerror=1>',
  '<!-- marker -->',
  '<!',
  '--',
  '`',
  '``',
  '```',
  '~~~',
  '|',
  '\\',
  '&amp;',
  '&',
  '<',
  '>',
  '*bold*',
  '_',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '\u200b',
  '\u00a0',
  '\u202e',
  '\u2028',
  '\ud83d\ude00',
  '\ud800',
  '\udc00',
  '[skip ci]',
  ':smile:',
  'é',
  'x'.repeat(70),
];

/** Texts that attack: pieces that a sink could obey, between characters of any kind. */
export function aHostileText(maxLength = 24): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 6 }) },
  );
  return fc.array(piece, { maxLength }).map((pieces) => pieces.join(''));
}

/** What no sink may show as it is: a character that is not seen, reorders what is read, or is half of one. */
export const UNSEEN =
  /[\u00a0\u1680\u2000-\u200a\u202f\u205f\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

/** The same text as a reader sees it: what is not seen, or is one of `others`, as `\u{…}`. Written anew on purpose. */
export function asSeen(untrusted: string, others = ''): string {
  return Array.from(untrusted)
    .map((c) =>
      UNSEEN.test(c) || others.includes(c) ? `\\u{${c.codePointAt(0)!.toString(16)}}` : c,
    )
    .join('');
}
