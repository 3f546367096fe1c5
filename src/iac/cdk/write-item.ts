import type { Node } from 'web-tree-sitter';
import { insert, type Splice } from '../data/write/splice.ts';
import { childrenOf } from './syntax.ts';

/** The white space that a line begins with, of the line of an offset. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** The line end of a file. */
export function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Adds an item behind the last one of a list or of arguments, the way the last one stands there. Null for an empty list. */
export function insertItem(text: string, list: Node, item: string): readonly Splice[] | null {
  const last = childrenOf(list).at(-1);
  if (last === undefined) return null;
  const indent = indentAt(text, last.startIndex);
  const lineStart = text.lastIndexOf('\n', last.startIndex - 1) + 1;
  const isOwnLine = lineStart > list.startIndex && lineStart + indent.length === last.startIndex;
  if (!isOwnLine) return [insert(last.endIndex, `, ${item}`)];
  const line = `${lineEndOf(text)}${indent}${item}`;
  const comma = list.children.find(
    (child) => child.type === ',' && child.startIndex >= last.endIndex,
  );
  if (comma !== undefined) {
    return [insert(behindComment(list, comma.endIndex, text), `${line},`)];
  }
  const at = behindComment(list, last.endIndex, text);
  return at === last.endIndex
    ? [insert(at, `,${line}`)]
    : [insert(last.endIndex, ','), insert(at, line)];
}

/** Behind the comments of the same line: they belong to what stands before them. */
function behindComment(list: Node, from: number, text: string): number {
  let end = from;
  for (const child of list.namedChildren) {
    const isNext = child.type === 'comment' && child.startIndex >= end;
    if (isNext && !text.slice(end, child.startIndex).includes('\n')) end = child.endIndex;
  }
  return end;
}
