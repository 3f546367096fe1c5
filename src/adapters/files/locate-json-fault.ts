/** Where a JSON text stops being JSON: `offset` in characters, `path` of the value there (`detail.errorCode`, empty at the top). */
export type JsonFault = {
  readonly offset: number;
  readonly path: string;
  readonly expected: string;
  readonly found: string;
};

type Level = { key: string | null; index: number };
type Cursor = { readonly text: string; at: number; readonly levels: Level[] };

class Stop extends Error {
  readonly expected: string;
  constructor(expected: string) {
    super(expected);
    this.expected = expected;
  }
}

/**
 * Finds the first fault of a text that JSON.parse refused, in words that do not depend on the
 * version of the engine; undefined when it finds none. Only for texts nested at most 128 deep.
 */
export function locateJsonFault(text: string): JsonFault | undefined {
  const cursor: Cursor = { text, at: 0, levels: [] };
  try {
    readValue(cursor);
    skipSpace(cursor);
    if (cursor.at < text.length) throw new Stop('the end of the value');
    return undefined;
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    const found = text.slice(cursor.at, cursor.at + 1);
    return {
      offset: cursor.at,
      path: toPath(cursor.levels),
      expected: stop.expected,
      found: found === '' ? 'the end' : JSON.stringify(found),
    };
  }
}

function readValue(cursor: Cursor): void {
  skipSpace(cursor);
  const first = cursor.text[cursor.at];
  if (first === '{') readMembers(cursor, '}');
  else if (first === '[') readMembers(cursor, ']');
  else if (first === '"') readString(cursor, 'a value');
  else readLiteral(cursor);
}

function readMembers(cursor: Cursor, closing: '}' | ']'): void {
  const level: Level = { key: closing === '}' ? '' : null, index: 0 };
  cursor.levels.push(level);
  cursor.at++;
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== closing) {
    for (;;) {
      if (closing === '}') readKey(cursor, level);
      readValue(cursor);
      skipSpace(cursor);
      if (cursor.text[cursor.at] !== ',') break;
      cursor.at++;
      level.index++;
    }
    if (cursor.text[cursor.at] !== closing) throw new Stop(`"," or "${closing}"`);
  }
  cursor.at++;
  cursor.levels.pop();
}

function readKey(cursor: Cursor, level: Level): void {
  level.key = '';
  skipSpace(cursor);
  const from = cursor.at;
  readString(cursor, 'a key in double quotes');
  level.key = cursor.text.slice(from + 1, cursor.at - 1);
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== ':') throw new Stop('":" after the key');
  cursor.at++;
}

function readString(cursor: Cursor, expected: string): void {
  const { text } = cursor;
  if (text[cursor.at] !== '"') throw new Stop(expected);
  for (cursor.at++; text[cursor.at] !== '"'; cursor.at++) {
    const code = text.charCodeAt(cursor.at);
    if (Number.isNaN(code)) throw new Stop('a closing quote');
    if (code < 0x20) throw new Stop('no control character inside a string');
    if (text[cursor.at] === '\\') readEscape(cursor);
  }
  cursor.at++;
}

function readEscape(cursor: Cursor): void {
  const { text } = cursor;
  cursor.at++;
  const letter = text[cursor.at] ?? '';
  if (letter === 'u') {
    if (!/^[0-9a-fA-F]{4}$/.test(text.slice(cursor.at + 1, cursor.at + 5)))
      throw new Stop('four hexadecimal digits after \\u');
    cursor.at += 4;
  } else if (letter === '' || !'"\\/bfnrt'.includes(letter)) {
    throw new Stop('one of " \\ / b f n r t u after a backslash');
  }
}

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function readLiteral(cursor: Cursor): void {
  LITERAL.lastIndex = cursor.at;
  const literal = LITERAL.exec(cursor.text)?.[0];
  if (literal === undefined) throw new Stop('a value');
  cursor.at += literal.length;
}

function skipSpace(cursor: Cursor): void {
  while (' \n\r\t'.includes(cursor.text[cursor.at] ?? '-')) cursor.at++;
}

function toPath(levels: readonly Level[]): string {
  return levels
    .filter(({ key }) => key !== '')
    .map(({ key, index }) => (key === null ? `[${index}]` : `.${key}`))
    .join('')
    .replace(/^\./, '')
    .slice(0, 80);
}
