import type { DataNode, ListNode } from '../data-node.ts';
import { type Gaps, gapsOf, oneLineGaps, readTail } from './flow-gaps.ts';
import { eolAt, indentAt, type Layout } from './layout.ts';
import { insert, type Splice } from './splice.ts';

/** A list in brackets from its items. */
export function writeFlowList(items: readonly string[], { open, between, close }: Gaps): string {
  return `[${open}${items.join(between)}${close}]`;
}

/** Adds items at the end of a list in brackets; comments stay with the item that they stand behind. */
export function growFlowList(
  list: ListNode,
  items: readonly string[],
  layout: Layout,
): readonly Splice[] {
  const { text } = layout;
  const last = list.items.at(-1);
  const gaps = gapsOf(list, layout) ?? oneLineGaps(layout);
  if (last === undefined) return [insert(list.inner + 1, items.join(gaps.between))];
  const tail = readTail(text.slice(last.end, list.end - 1), layout.syntax);
  const end = last.end + tail.end;
  const [before = '', after = ''] = gaps.between.split(',');
  // The comma at the beginning of lines.
  if (before.includes('\n') && !tail.hasComma) {
    return [insert(end, items.map((item) => gaps.between + item).join(''))];
  }
  const isCut = tail.isLineComment && !after.includes('\n');
  const gap = isCut ? eolAt(text, last.end) + indentAt(text, last.end) : after;
  const added = gap + items.join(gaps.between);
  if (tail.hasComma) return [insert(end, `${added},`)];
  return [insert(last.end, `${before},`), insert(end, added)];
}

/** Makes a list of a single value and further items, in the style of another list where there is one. */
export function wrapInList(
  value: DataNode,
  items: readonly string[],
  gaps: Gaps,
): readonly Splice[] {
  const added = items.map((item) => gaps.between + item).join('');
  return [insert(value.start, `[${gaps.open}`), insert(value.end, `${added}${gaps.close}]`)];
}
