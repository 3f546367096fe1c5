import type { OwnUrl } from '../../kernel/own-url.ts';
import { toVisibleCharacters } from '../../kernel/visible-characters.ts';

declare const inline: unique symbol;
/** Markdown within one line, in which every text that others chose is code. It fits a table's cell. */
export type InlineMarkdown = string & { readonly [inline]: true };

const SPAN = {
  // A table's row is cut at pipes before code is looked for (GFM specification, "Tables").
  escaped: '|',
  most: 200,
  longest: 2000,
};

/**
 * An untrusted text as inline code: at most 200 characters, in a row of backticks that is longer than
 * any inside. GitHub looks for no mention, issue, address, image or HTML in code.
 */
export function toCode(untrusted: string): InlineMarkdown {
  const shown = withoutComment(toVisibleCharacters(untrusted, SPAN));
  // Spaces alone are no code but nothing.
  if (shown.trim() === '') return '`(empty)`' as InlineMarkdown;
  const fence = '`'.repeat(longestRun(shown) + 1);
  // One space is taken off each end again (CommonMark, "Code spans").
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}` as InlineMarkdown;
}

/** A link to a page of ours. */
export function toLink(url: OwnUrl, label: InlineMarkdown): InlineMarkdown {
  return `[${label}](<${url}>)` as InlineMarkdown;
}

/** Marks a text of our own as Markdown of one line: a constant of the source. */
export function ownMarkdown(trusted: string): InlineMarkdown {
  return trusted as InlineMarkdown;
}

/** Template tag: the literal parts are Markdown of ours, every interpolated text must be `InlineMarkdown`, which the type enforces. */
export function markdown(
  parts: TemplateStringsArray,
  ...values: readonly (InlineMarkdown | number)[]
): InlineMarkdown {
  let text = parts[0] ?? '';
  for (const [at, value] of values.entries())
    text = joined(joined(text, String(value)), parts[at + 1] ?? '');
  return text as InlineMarkdown;
}

// Two rows of backticks side by side would be one of another length, and free what is inside.
function joined(before: string, after: string): string {
  return before.endsWith('`') && after.startsWith('`') ? `${before} ${after}` : before + after;
}

/** The length of the longest row of backticks in a text. */
export function longestRun(text: string): number {
  let longest = 0;
  let run = 0;
  for (const character of text) {
    run = character === '`' ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

/** Our own marks in a body are comments and are found in its source: nobody else may begin one there. */
export function withoutComment(text: string): string {
  return text.replaceAll('<!--', '<\\u{21}--');
}
