import type { ListNode, MapNode } from '../data-node.ts';
import { eolAt, type Layout } from './layout.ts';

/** The white space of a collection in brackets: after the first bracket, between members (with the comma), before the last (with a comma where one is there). */
export type Gaps = { readonly open: string; readonly between: string; readonly close: string };

/** The gaps of a collection as it is written, without comments; null where it is empty. */
export function gapsOf(node: ListNode | MapNode, layout: Layout): Gaps | null {
  const members = membersOf(node);
  const first = members[0];
  const last = members.at(-1);
  if (first === undefined || last === undefined) return null;
  const { text } = layout;
  const previous = members.at(-2);
  const open = toGap(text.slice(node.inner + 1, first.start), layout);
  const between =
    previous === undefined
      ? betweenOne(open, layout)
      : toGap(text.slice(previous.end, last.start), layout);
  const close = toGap(text.slice(last.end, node.end - 1), layout);
  return { open, between: between.includes(',') ? between : `,${between}`, close };
}

/** Gaps for a list in one line. */
export function oneLineGaps({ isTight }: Layout): Gaps {
  return { open: '', between: isTight ? ',' : ', ', close: '' };
}

/** What follows the last member up to the bracket: whether there is a comma, where what belongs to the member ends, and whether that is a comment to the line's end. */
export type Tail = {
  readonly hasComma: boolean;
  readonly end: number;
  readonly isLineComment: boolean;
};

/** Reads what follows the last member. A comment belongs to it when it begins in its line, or in that of its comma. */
export function readTail(tail: string, syntax: Layout['syntax']): Tail {
  const comma = commaIn(tail, syntax);
  let at = comma + 1;
  let end = at;
  for (;;) {
    while (tail.charAt(at) === ' ' || tail.charAt(at) === '\t') at++;
    const comment = commentAt(tail, at, syntax);
    if (comment === at) return { hasComma: comma >= 0, end, isLineComment: false };
    const isLineComment = !tail.startsWith('/*', at);
    at = comment;
    end = comment;
    if (isLineComment) return { hasComma: comma >= 0, end, isLineComment };
  }
}

function commaIn(tail: string, syntax: Layout['syntax']): number {
  for (let at = 0; at < tail.length;) {
    if (tail.charAt(at) === ',') return at;
    at = Math.max(commentAt(tail, at, syntax), at + 1);
  }
  return -1;
}

/** Where a comment that begins at an offset ends; the offset itself without one. */
function commentAt(text: string, at: number, syntax: Layout['syntax']): number {
  const isLine = syntax === 'yaml' ? text.charAt(at) === '#' : text.startsWith('//', at);
  if (isLine) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    return text.charAt(stop - 1) === '\r' ? stop - 1 : stop;
  }
  if (syntax === 'yaml' || !text.startsWith('/*', at)) return at;
  const end = text.indexOf('*/', at + 2);
  return end < 0 ? text.length : end + 2;
}

/** White space and comma of a stretch between tokens: no comments, and no blanks at the ends of lines. */
function toGap(raw: string, { syntax }: Layout): string {
  let kept = '';
  let hasComment = false;
  for (let at = 0; at < raw.length;) {
    const comment = commentAt(raw, at, syntax);
    if (comment > at) hasComment = true;
    else kept += raw.charAt(at);
    at = Math.max(comment, at + 1);
  }
  const eol = eolAt(kept, kept.length);
  const lines = kept.split(/\r?\n/);
  const trimmed = lines.map((line, n) => (n < lines.length - 1 ? line.trimEnd() : line));
  if (!hasComment) return trimmed.join(eol);
  if (lines.length === 1) return kept.replace(/\s+$/, ' ');
  const comma = trimmed.slice(0, -1).some((line) => line.includes(',')) ? ',' : '';
  return comma + eol + trimmed.at(-1)!;
}

function betweenOne(open: string, layout: Layout): string {
  return open.includes('\n') ? `,${open}` : oneLineGaps(layout).between;
}

function membersOf(
  node: ListNode | MapNode,
): readonly { readonly start: number; readonly end: number }[] {
  return node.kind === 'list'
    ? node.items
    : node.pairs.map(({ keyStart, value }) => ({ start: keyStart, end: value.end }));
}
