import { isVisibleText, replaceHidden, toEscape } from '../../kernel/visible-text.ts';
import { type InlineMarkdown, longestRun, withoutComment } from './markdown.ts';

declare const block: unique symbol;
/** Markdown of whole lines: a paragraph, a fence, a table. */
export type MarkdownBlock = string & { readonly [block]: true };

/** What the lines of a fence are, for GitHub's colours. */
export type FenceLanguage = 'text' | 'json' | 'diff' | 'hcl' | 'yaml' | 'typescript' | 'shell';

// GitHub refuses a body of more than 65,536 characters; several fences share one.
const LONGEST_FENCE = 20_000;

/**
 * Untrusted lines as a fenced block, exactly as they are but for characters that cannot be seen; after
 * `longest` code units whole lines are left out and counted.
 */
export function toFence(
  untrusted: string,
  language: FenceLanguage = 'text',
  longest: number = LONGEST_FENCE,
): MarkdownBlock {
  const lines = untrusted.slice(0, longest).replaceAll('\r\n', '\n').split('\n').map(toVisibleLine);
  const body = withinLength(lines, longest, untrusted.length > longest).join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(body) + 1));
  return `${fence}${language}\n${body}\n${fence}` as MarkdownBlock;
}

// A tab is seen as the indentation that it is.
function toVisibleLine(line: string): string {
  const open = withoutComment(line);
  return isVisibleText(open) ? open : replaceHidden(open, (c) => (c === '\t' ? c : toEscape(c)));
}

function withinLength(
  lines: readonly string[],
  longest: number,
  isCut: boolean,
): readonly string[] {
  let length = 0;
  const fits = lines.filter((line) => (length += line.length + 1) <= longest);
  const kept = isCut ? fits.slice(0, lines.length - 1) : fits;
  return isCut || kept.length < lines.length ? [...kept, '… (the rest is left out)'] : kept;
}

/** A table: each row has a cell for each heading. */
export function toTable(
  headings: readonly InlineMarkdown[],
  rows: readonly (readonly InlineMarkdown[])[],
): MarkdownBlock {
  const lines = [headings, headings.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n') as MarkdownBlock;
}

/** A line of text as a block. */
export function toParagraph(text: InlineMarkdown): MarkdownBlock {
  return text as string as MarkdownBlock;
}

/** Blocks one after the other; the empty line between them ends a paragraph or a table. */
export function joinBlocks(blocks: readonly MarkdownBlock[]): MarkdownBlock {
  return blocks.join('\n\n') as MarkdownBlock;
}
