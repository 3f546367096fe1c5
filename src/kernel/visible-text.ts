// Controls (Cc), what Unicode says is drawn as nothing or reorders text (bidi marks, zero-width, tags,
// variation selectors, fillers), line separators, lone surrogates, and spaces that pass for the plain one.
const HIDDEN =
  /[\u00a0\u1680\u2000-\u200a\u202f\u205f\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Text whose every character can be seen: what a terminal would obey, or a reader would not notice,
 * becomes `\u{…}`, and what is longer than `longest` characters is cut and says so.
 */
export function toVisibleText(untrusted: string, longest: number): string {
  const cut =
    untrusted.length > longest
      ? `${untrusted.slice(0, longest)}… (+${untrusted.length - longest} characters)`
      : untrusted;
  return replaceHidden(cut, toEscape);
}

/** The escape `\u{…}` that stands for a character. */
export function toEscape(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Replaces every character that cannot be seen. */
export function replaceHidden(text: string, replace: (character: string) => string): string {
  return text.replace(HIDDEN, replace);
}

/** Whether a text has no character that cannot be seen. */
export function isVisibleText(text: string): boolean {
  return text.search(HIDDEN) < 0;
}
