import { replaceHidden, toVisibleText } from '../../kernel/visible-text.ts';

declare const terminal: unique symbol;
/** Text that is safe to write to a terminal: it holds no control, bidi or invisible character that others chose. */
export type TerminalText = string & { readonly [terminal]: true };

const LONGEST = 1024;

/** Makes any string safe for a terminal: dangerous characters become visible `\u{…}`, the rest is capped at 1,024. */
export function toTerminalText(untrusted: string): TerminalText {
  return toVisibleText(untrusted, LONGEST) as TerminalText;
}

/**
 * Template tag: the literal parts are ours and stay, every interpolated string that is not already
 * `TerminalText` must be wrapped by its caller, which the types enforce.
 */
export function text(
  parts: TemplateStringsArray,
  ...values: readonly (TerminalText | number)[]
): TerminalText {
  return String.raw({ raw: parts }, ...values) as TerminalText;
}

/** Joins safe texts with a separator of ours. */
export function joinText(parts: readonly TerminalText[], separator: string): TerminalText {
  return parts.join(separator) as TerminalText;
}

/** Marks a text of our own as safe: a constant of the source, or output of an encoder of this folder. */
export function ownText(trusted: string): TerminalText {
  return trusted as TerminalText;
}

/** JSON text of a value with every character escaped (as `\uXXXX`, the value stays equal) that a terminal would obey or hide. */
export function toJsonText(value: unknown, indent = 0): TerminalText {
  const json = JSON.stringify(value, null, indent);
  // The line feeds of the indentation are ours: inside strings JSON.stringify has escaped them.
  return replaceHidden(json, (c) => (c === '\n' ? c : toJsonEscapes(c))) as TerminalText;
}

function toJsonEscapes(character: string): string {
  let escapes = '';
  for (let i = 0; i < character.length; i++) {
    escapes += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }
  return escapes;
}
