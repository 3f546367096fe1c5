import { isVisibleText, toVisibleText } from '../kernel/visible-text.ts';

declare const shown: unique symbol;
/** Text that a page may show: nothing in it is invisible, reorders what is read, or is longer than its cap. */
export type ShownText = string & { readonly [shown]: true };

const LONGEST = 1024;

/** Makes any string fit to show: dangerous characters become visible `\u{…}`, the rest is cut at `longest` characters. */
export function text(untrusted: string, longest = LONGEST): ShownText {
  return toVisibleText(untrusted, longest) as ShownText;
}

/** The same for a text of several lines, whose line feeds stay. */
export function textLines(untrusted: string): ShownText {
  return untrusted
    .split('\n')
    .map((line) => text(line))
    .join('\n') as ShownText;
}

/** Marks a text of our own as fit to show. */
export function ownText(trusted: string): ShownText {
  return trusted as ShownText;
}

/** True where `text` would have to change nothing but the length. */
export function isPlain(value: string): boolean {
  return isVisibleText(value);
}
