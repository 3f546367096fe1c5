import type { NewStatement, PlannedEdit } from '../../plan-edit.ts';
import type { DataNode, ListNode, MapNode } from '../data-node.ts';
import {
  blockItemsOf,
  growBlockList,
  indentIntoBlockList,
  splitIntoBlockList,
} from './block-list.ts';
import { listIndent, writeBlockStatement } from './block-statement.ts';
import { oneLineGaps } from './flow-gaps.ts';
import { growFlowList, wrapInList } from './flow-list.ts';
import { firstStatementLines, listGaps, writeFlowStatement } from './flow-statement.ts';
import { columnOf, endOf, endOfLine, eolAt, type Layout, siblingOf } from './layout.ts';
import { type NewMember, toMembers } from './new-statement.ts';
import { styleOf, writeValue } from './scalar-text.ts';
import { insert, type Splice } from './splice.ts';

/** The changes of a text that make one planned edit; null where the form of the policy cannot hold it. */
export function writeEdit(edit: PlannedEdit, layout: Layout): readonly Splice[] | null {
  return edit.kind === 'add-actions'
    ? addActions(edit.statement, edit.actions, layout)
    : appendStatement(edit.statement, layout);
}

function addActions(
  statement: number,
  actions: readonly string[],
  layout: Layout,
): readonly Splice[] | null {
  const { node, actions: value } = layout.policy.parts[statement]!;
  if (node.kind !== 'map' || value === null) return null;
  if (!actions.every(layout.dialect.isPlainText)) return null;
  const style = styleOf(value);
  const items = actions.map((text) => writeValue({ kind: 'text', text }, style, layout));
  if (value.kind === 'list') {
    return value.isFlow ? growFlowList(value, items, layout) : growBlockList(value, items, layout);
  }
  const pair = node.pairs.find((each) => each.value === value);
  if (pair === undefined || value.tag !== null || value.anchor !== null) return null;
  const indent = node.isFlow ? 'flow' : listIndent(undefined, node, layout);
  return indent === 'flow'
    ? wrapInList(value, items, listGaps(undefined, node, layout))
    : splitIntoBlockList(pair, items, indent, layout);
}

function appendStatement(statement: NewStatement, layout: Layout): readonly Splice[] | null {
  const sibling = siblingOf(layout);
  const members = toMembers(statement, sibling, layout);
  if (members === null) return null;
  const { statements } = layout.policy;
  if (statements.kind === 'map') return appendToSingle(statements, members, layout);
  if (statements.kind !== 'list') return null;
  if (statements.items.length === 0) return writeFirst(statements, members, layout);
  if (statements.isFlow) {
    return growFlowList(statements, [writeFlowStatement(members, sibling, layout)], layout);
  }
  return growBlockList(statements, [blockItem(statements, members, sibling, layout)], layout);
}

function blockItem(
  list: ListNode,
  members: readonly NewMember[],
  sibling: MapNode | null,
  layout: Layout,
): string {
  if (sibling?.isFlow === true) return writeFlowStatement(members, sibling, layout);
  const how = blockItemsOf(list, layout.text);
  const column = how === null ? 2 : how.column + 1 + how.gap.length;
  return writeBlockStatement(members, sibling, column, layout);
}

/** The only statement becomes the first of a list. */
function appendToSingle(
  single: MapNode,
  members: readonly NewMember[],
  layout: Layout,
): readonly Splice[] | null {
  if (single.tag !== null || single.anchor !== null) return null;
  if (single.isFlow) {
    const text = writeFlowStatement(members, single, layout);
    return wrapInList(single, [text], oneLineGaps(layout));
  }
  const indented = indentIntoBlockList(single, layout.text);
  if (indented === null) return null;
  const column = columnOf(layout.text, single.start);
  // Written where the single one stood, then moved with it: the gaps of its lists have their own indentation.
  const text = writeBlockStatement(members, single, column, layout).replaceAll('\n', '\n  ');
  const end = endOfLine(layout.text, endOf(layout.text, single));
  const lead = `${eolAt(layout.text, end)}${' '.repeat(column)}- `;
  return [...indented, insert(end, lead + text)];
}

function writeFirst(
  list: DataNode,
  members: readonly NewMember[],
  layout: Layout,
): readonly Splice[] {
  const lines = firstStatementLines(layout);
  const text = writeFlowStatement(members, null, layout);
  const whole = lines === null ? text : lines.statement + text + lines.bracket;
  return [insert(list.inner + 1, whole)];
}
