// Longer texts are cut: AWS's own messages end at 1,024 characters, a paste is at most a few screens.
const MAX_LENGTH = 65_536;

// Left margins of Terraform boxes, quoted mail, tables and shell comments.
const MARGIN = new Set(['│', '┃', '|', '>', '#', '╷', '╵', '╰', '╭']);

const SPACES = new Set([' ', '\t', '\u00a0', '\u200b']);

const ESCAPED: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\n',
  t: ' ',
  '"': '"',
  "'": "'",
  '/': '/',
};

const ENTITIES: readonly (readonly [string, string])[] = [
  ['&quot;', '"'],
  ['&#34;', '"'],
  ['&apos;', "'"],
  ['&#39;', "'"],
];

/** A text to recognise words in; `exact` is what stood at a span of it, where that is not the same. */
export type PlainText = {
  readonly text: string;
  readonly exact: ((start: number, end: number) => string) | undefined;
};

/**
 * A pasted or logged text without the traces of what it went through: JSON escapes (however often
 * escaped), XML quotes, colour codes, box margins, typographic quotes and spaces. Line breaks stay, as `\n`.
 */
export function toPlainText(text: string): PlainText {
  const exact = unwrap(text);
  if (!TYPOGRAPHIC.test(exact)) return { text: exact, exact: undefined };
  const plain = exact.replaceAll('\u00a0', ' ').replaceAll(/[“”]/g, '"');
  if (!plain.includes(ZERO_WIDTH))
    return { text: plain, exact: (start, end) => exact.slice(start, end) };
  return withoutZeroWidth(plain, exact);
}

const ZERO_WIDTH = '\u200b';
const TYPOGRAPHIC = /[\u00a0\u200b“”]/;

// What stands right after a character belongs to it: a name that ends so is not the name without it.
function withoutZeroWidth(plain: string, exact: string): PlainText {
  const origins: number[] = [];
  for (let at = 0; at < plain.length; at++) if (plain[at] !== ZERO_WIDTH) origins.push(at);
  return {
    text: plain.replaceAll(ZERO_WIDTH, ''),
    exact: (start, end) => exact.slice(origins[start], origins[end] ?? exact.length),
  };
}

function unwrap(text: string): string {
  let plain = text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
  if (plain.includes('\\')) plain = unescapeJson(plain);
  if (plain.includes('\u001b')) plain = withoutColour(plain);
  if (plain.includes('&'))
    for (const [entity, is] of ENTITIES) plain = plain.replaceAll(entity, is);
  plain = plain.replaceAll('\r', '');
  return plain.includes('\n') ? plain.split('\n').map(withoutMargin).join('\n') : plain;
}

function unescapeJson(text: string): string {
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('\\', at);
    if (next < 0) return plain + text.slice(at);
    plain += text.slice(at, next);
    let end = next;
    while (text[end] === '\\') end++;
    const [replacement, consumed] = unescapeAt(text, end);
    plain += replacement;
    at = end + consumed;
  }
  return plain;
}

/** What stands for an escape whose letter is at `at`, and how many characters it takes; else a backslash. */
function unescapeAt(text: string, at: number): readonly [string, number] {
  const letter = text[at] ?? '';
  const known = Object.hasOwn(ESCAPED, letter) ? ESCAPED[letter] : undefined;
  if (known !== undefined) return [known, 1];
  const code = letter === 'u' ? Number.parseInt(text.slice(at + 1, at + 5), 16) : Number.NaN;
  return code >= 0x20 && code < 0x7f ? [String.fromCharCode(code), 5] : ['\\', 0];
}

function withoutColour(text: string): string {
  const [first = '', ...rest] = text.split('\u001b[');
  return first + rest.map((part) => part.slice(lengthOfColourCode(part))).join('');
}

function lengthOfColourCode(part: string): number {
  let at = 0;
  while (at < part.length && (part[at] === ';' || isDigit(part[at] ?? ''))) at++;
  return Math.min(at + 1, part.length);
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

function withoutMargin(line: string): string {
  let at = 0;
  let margin = false;
  while (at < line.length) {
    const character = line[at] ?? '';
    if (MARGIN.has(character)) margin = true;
    else if (!SPACES.has(character)) break;
    at++;
  }
  return margin ? line.slice(at) : line;
}
