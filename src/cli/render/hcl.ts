declare const hcl: unique symbol;
/** A piece of Terraform's language in which nothing from outside can be evaluated. */
export type Hcl = string & { readonly [hcl]: true };

/**
 * A quoted HCL string whose value is exactly the text: `${` and `%{`, which Terraform would evaluate
 * at plan time, are written `$${` and `%%{` (HCL native syntax specification, "Template literals").
 */
export function toHclString(untrusted: string): Hcl {
  let quoted = '"';
  for (let at = 0; at < untrusted.length; at++) {
    const letter = untrusted[at]!;
    const next = untrusted[at + 1];
    if (letter === '"' || letter === '\\') quoted += `\\${letter}`;
    else if ((letter === '$' || letter === '%') && next === '{') quoted += letter + letter;
    // A run such as `$${` would read as an escape: its first characters are written by number.
    else if ((letter === '$' || letter === '%') && next === letter) quoted += byNumber(letter);
    else quoted += isPlain(letter) ? letter : byNumber(letter);
  }
  return `${quoted}"` as Hcl;
}

function isPlain(letter: string): boolean {
  return letter >= ' ' && letter <= '~';
}

// Code units beyond U+FFFF come as surrogate pairs, which HCL refuses; IAM has no such characters.
function byNumber(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A JSON value (strings, lists, objects with plain keys) as an HCL expression, indented by `depth` levels. */
export function toHclValue(value: unknown, depth: number): Hcl {
  const pad = '  '.repeat(depth + 1);
  const end = '  '.repeat(depth);
  if (typeof value === 'string') return toHclString(value);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => `${pad}${toHclValue(item, depth + 1)},\n`);
    return `[\n${items.join('')}${end}]` as Hcl;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, member]) => [toHclKey(key), toHclValue(member, depth + 1)] as const,
    );
    return `{\n${toAttributes(members, pad)}${end}}` as Hcl;
  }
  return JSON.stringify(value) as Hcl;
}

/** Attributes with their equals signs aligned as `terraform fmt` aligns them: within runs of one-line values. */
export function toAttributes(members: readonly (readonly [string, string])[], pad: string): string {
  const isLong = (value: string) => value.includes('\n');
  let text = '';
  for (let from = 0, to = 0; from < members.length; from = to) {
    to = from + 1;
    if (!isLong(members[from]![1])) while (to < members.length && !isLong(members[to]![1])) to++;
    const run = members.slice(from, to);
    const width = Math.max(...run.map(([key]) => key.length));
    for (const [key, value] of run) text += `${pad}${key.padEnd(width)} = ${value}\n`;
  }
  return text;
}

function toHclKey(key: string): string {
  return /^[A-Za-z]\w*$/.test(key) ? key : toHclString(key);
}
