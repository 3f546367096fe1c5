/** A decoded text with the place in the source of each of its characters, and of its end. */
export type Decoded = { readonly text: string; readonly places: readonly number[] };

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);

/**
 * What a stretch of a template without interpolations means: `$${` is `${`, and backslashes escape in the
 * quoted form only. Null for an escape that HCL does not know.
 */
export function decodeTemplate(
  source: string,
  start: number,
  end: number,
  form: 'quoted' | 'heredoc',
): Decoded | null {
  const characters: string[] = [];
  const places: number[] = [];
  for (let at = start; at < end;) {
    const step = form === 'quoted' && source[at] === '\\' ? readEscape(source, at) : null;
    if (source[at] === '\\' && form === 'quoted' && step === null) return null;
    const isDoubled = source.startsWith('$${', at) || source.startsWith('%%{', at);
    const value = step?.value ?? source[at]!;
    for (const unit of value.split('')) {
      characters.push(unit);
      places.push(at);
    }
    at += step?.length ?? (isDoubled ? 2 : 1);
  }
  return { text: characters.join(''), places };
}

function readEscape(
  source: string,
  at: number,
): { readonly value: string; readonly length: number } | null {
  const letter = source[at + 1] ?? '';
  const plain = ESCAPES.get(letter);
  if (plain !== undefined) return { value: plain, length: 2 };
  const digits = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  const hex = source.slice(at + 2, at + 2 + digits);
  if (digits === 0 || !/^[0-9a-fA-F]+$/.test(hex) || hex.length !== digits) return null;
  const point = Number.parseInt(hex, 16);
  return point > 0x10ffff ? null : { value: String.fromCodePoint(point), length: 2 + digits };
}

/** A text so that a template means it and nothing in it is evaluated. */
export function escapeTemplate(text: string): string {
  // A replacement as a text would read `$$` as one sign.
  return text.replaceAll('${', () => '$${').replaceAll('%{', '%%{');
}

/** The inside of a quoted string of HCL that means this text. */
export function escapeQuoted(text: string): string {
  let out = '';
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (character === '"' || character === '\\') out += `\\${character}`;
    else if (character === '\n') out += '\\n';
    else if (character === '\r') out += '\\r';
    else if (character === '\t') out += '\\t';
    else if (point >= 0x20 && point < 0x7f) out += character;
    else if (point <= 0xffff) out += `\\u${point.toString(16).padStart(4, '0')}`;
    else out += `\\U${point.toString(16).padStart(8, '0')}`;
  }
  return escapeTemplate(out);
}

/**
 * Whether a value can be written so that every version of HCL reads it back: `$${` in the value itself cannot,
 * since the doubled sign is the escape, and neither can half of a surrogate pair.
 */
export function isWritable(value: string): boolean {
  return !/\p{Surrogate}/u.test(value) && !value.includes('$${') && !value.includes('%%{');
}
