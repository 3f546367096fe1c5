import type { DataNode, ListNode, MapNode, Pair } from '../data-node.ts';
import { columnOf, endOf, endOfLine, eolAt, type Layout } from './layout.ts';
import { insert, type Splice } from './splice.ts';

/** How items stand in a block list: the column of the dash, and what is between it and the item. */
export type BlockItems = { readonly column: number; readonly gap: string };

/** How the items of a block list stand; null for a list in brackets or one without items. */
export function blockItemsOf(list: DataNode | undefined, text: string): BlockItems | null {
  if (list?.kind !== 'list' || list.isFlow) return null;
  const dash = list.dashes.at(-1);
  const last = list.items.at(-1);
  if (dash === undefined || dash < 0 || last === undefined) return null;
  const gap = text.slice(dash + 1, last.start);
  return { column: columnOf(text, dash), gap: /^[ \t]+$/.test(gap) ? gap : ' ' };
}

/** Adds items at the end of a block list, behind the comment of the last one's line. `items` have their own indentation. */
export function growBlockList(
  list: ListNode,
  items: readonly string[],
  layout: Layout,
): readonly Splice[] | null {
  const { text } = layout;
  const how = blockItemsOf(list, text);
  if (how === null) return null;
  const end = endOfLine(text, endOf(text, list));
  const eol = eolAt(text, end);
  const lead = eol + ' '.repeat(how.column) + '-' + how.gap;
  const blank = hasBlankLine(list, text) ? eol : '';
  return [insert(end, items.map((item) => blank + lead + item).join(''))];
}

/** Makes a block list of a value in its key's line: the value becomes the first item, its comment stays with it. */
export function splitIntoBlockList(
  { keyEnd, keyStart, value }: Pair,
  items: readonly string[],
  indent: number,
  { text }: Layout,
): readonly Splice[] | null {
  const colon = text.slice(keyEnd, value.start);
  const isInLine =
    /^[ \t]*:[ \t]+$/.test(colon) && !text.slice(value.start, value.end).includes('\n');
  if (!isInLine) return null;
  const eol = eolAt(text, keyStart);
  const lead = `${eol}${' '.repeat(columnOf(text, keyStart) + indent)}- `;
  const blanks = colon.length - colon.trimEnd().length;
  return [
    { at: value.start - blanks, remove: blanks, text: lead },
    insert(endOfLine(text, value.end), items.map((item) => lead + item).join('')),
  ];
}

/** Makes the first item of a block list of a map that stands under its key: a dash, and two more columns for each line. */
export function indentIntoBlockList(map: MapNode, text: string): readonly Splice[] | null {
  const first = map.pairs[0];
  if (first === undefined || map.isFlow || map.start !== first.keyStart) return null;
  const splices = [insert(first.keyStart, '- ')];
  const end = endOf(text, map);
  for (
    let at = text.indexOf('\n', first.keyStart);
    at >= 0 && at < end;
    at = text.indexOf('\n', at + 1)
  ) {
    const isBlank = /^[ \t]*\r?$/.test(text.slice(at + 1, endOfLine(text, at + 1)));
    if (!isBlank) splices.push(insert(at + 1, '  '));
  }
  return splices;
}

/** Whether the last two items have an empty line between them. */
function hasBlankLine(list: ListNode, text: string): boolean {
  const previous = list.items.at(-2);
  const dash = list.dashes.at(-1);
  if (previous === undefined || dash === undefined) return false;
  return /\n[ \t]*\r?\n/.test(text.slice(endOf(text, previous), dash));
}
