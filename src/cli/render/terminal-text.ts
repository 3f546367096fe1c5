declare const terminal: unique symbol;
/** Text that is safe to write to a terminal: it holds no control, bidi or invisible character that others chose. */
export type TerminalText = string & { readonly [terminal]: true };

const LONGEST = 1024;

// Controls (a terminal obeys them), formats (bidi marks reorder what is read, zero-width and tag
// characters hide), line separators, lone surrogates; then what else shows as nothing at all.
const UNSAFE =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0]|\u034f|\p{Variation_Selector}/gu;

/** Makes any string safe for a terminal: dangerous characters become visible `\u{…}`, the rest is capped at 1,024. */
export function toTerminalText(untrusted: string): TerminalText {
  const cut =
    untrusted.length > LONGEST
      ? `${untrusted.slice(0, LONGEST)}… (+${untrusted.length - LONGEST} characters)`
      : untrusted;
  return cut.replace(UNSAFE, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`) as TerminalText;
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
  return json.replace(UNSAFE, (c) => (c === '\n' ? c : toJsonEscapes(c))) as TerminalText;
}

function toJsonEscapes(character: string): string {
  let escapes = '';
  for (let i = 0; i < character.length; i++) {
    escapes += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }
  return escapes;
}
