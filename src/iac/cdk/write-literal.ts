import { isVisibleText } from '../../kernel/visible-text.ts';

export type Quote = '"' | "'" | '`';

/** A string as source text; null for one with characters that nobody would see there. */
export function toLiteral(value: string, quote: Quote): string | null {
  if (!isVisibleText(value)) return null;
  return `${quote}${escapeIn(value, quote)}${quote}`;
}

/** A template that begins with an expression; null where the rest cannot be seen. */
export function toTemplate(expression: string, rest: string): string | null {
  return isVisibleText(rest) ? `\`\${${expression}}${escapeIn(rest, '`')}\`` : null;
}

// JSON's escapes are TypeScript's too; only the quotes differ.
function escapeIn(value: string, quote: Quote): string {
  const inner = JSON.stringify(value).slice(1, -1);
  if (quote === '"') return inner;
  const plain = inner.replaceAll('\\"', '"');
  return quote === "'"
    ? plain.replaceAll("'", "\\'")
    : plain.replaceAll('`', '\\`').replaceAll('${', '\\${');
}
