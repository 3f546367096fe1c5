// Longer texts are cut: AWS's own messages end at 1,024 characters, a paste is at most a few screens.
const MAX_LENGTH = 65_536;

// Left margins of Terraform boxes, quoted mail, tables and shell comments.
const MARGIN = new Set(['│', '┃', '|', '>', '#', '╷', '╵', '╰', '╭']);

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

/**
 * A pasted or logged text without the traces of what it went through: JSON escapes (however often
 * escaped), XML quotes, colour codes, box margins, typographic quotes. Line breaks stay, as `\n`.
 */
export function toPlainText(text: string): string {
  let plain = text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
  if (plain.includes('\\')) plain = unescapeJson(plain);
  if (plain.includes('\u001b')) plain = withoutColour(plain);
  if (plain.includes('&'))
    for (const [entity, is] of ENTITIES) plain = plain.replaceAll(entity, is);
  plain = plain.replaceAll('\r', '').replaceAll('\u00a0', ' ').replaceAll('\u200b', '');
  plain = plain.replaceAll('“', '"').replaceAll('”', '"');
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
    else if (character !== ' ' && character !== '\t') break;
    at++;
  }
  return margin ? line.slice(at) : line;
}
