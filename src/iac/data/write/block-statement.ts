import type { DataNode, ListNode, MapNode, Pair } from '../data-node.ts';
import { blockItemsOf } from './block-list.ts';
import { writeFlowList } from './flow-list.ts';
import { keyText, LISTS, listGaps, pairLike } from './flow-statement.ts';
import { columnOf, eolAt, type Layout, pairsLike } from './layout.ts';
import { likeKeys, type NewMember } from './new-statement.ts';
import { styleOf, writeValue } from './scalar-text.ts';

/** Writes a statement line by line as its sibling does; `column` is that of its keys. */
export function writeBlockStatement(
  members: readonly NewMember[],
  sibling: MapNode | null,
  column: number,
  layout: Layout,
): string {
  const eol = eolAt(layout.text, layout.policy.statements.start);
  const block = sibling?.isFlow === false ? sibling : null;
  return members
    .map((member) => memberText(member, block, column, layout))
    .join(eol + ' '.repeat(column));
}

/** How lists stand below their key: how much further in the dashes are; `flow` where they are in brackets. */
export function listIndent(
  like: Pair | undefined,
  sibling: MapNode | null,
  layout: Layout,
): number | 'flow' {
  const { text, policy } = layout;
  const pair = [like, ...pairsLike(layout, sibling, LISTS)].find((each) => isList(each?.value));
  if (pair !== undefined) return indentOf(pair, text);
  const holder = policy.document.kind === 'map' ? policy.document.pairs : [];
  const own = holder.find(({ value }) => value === policy.statements);
  return own === undefined || !isList(own.value) || own.value.isFlow ? 2 : indentOf(own, text);
}

function memberText(
  member: NewMember,
  sibling: MapNode | null,
  column: number,
  layout: Layout,
): string {
  const pair = pairLike(sibling, likeKeys(member.key));
  const key = keyText(member.key, pair ?? sibling?.pairs[0], layout);
  const style = styleOf(pair?.value ?? sibling?.pairs.at(-1)?.value);
  const texts = member.values.map((value) => writeValue(value, style, layout));
  const isOne = texts.length === 1 && !(member.isMany && isList(pair?.value));
  if (isOne) return `${key}: ${texts[0]!}`;
  const indent = listIndent(pair, sibling, layout);
  if (indent === 'flow') {
    return `${key}: ${writeFlowList(texts, listGaps(pair?.value, sibling, layout))}`;
  }
  const gap = blockItemsOf(pair?.value, layout.text)?.gap ?? ' ';
  const lead = `${eolAt(layout.text, layout.policy.statements.start)}${' '.repeat(column + indent)}-${gap}`;
  return `${key}:${texts.map((item) => lead + item).join('')}`;
}

function indentOf({ keyStart, value }: Pair, text: string): number | 'flow' {
  const column = blockItemsOf(value, text)?.column;
  return column === undefined ? 'flow' : Math.max(0, column - columnOf(text, keyStart));
}

function isList(node: DataNode | undefined): node is ListNode {
  return node?.kind === 'list' && node.tag === null && node.items.length > 0;
}
