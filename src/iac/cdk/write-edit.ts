import type { Node } from 'web-tree-sitter';
import { insert, type Splice } from '../data/write/splice.ts';
import type { NewStatement, PlannedEdit } from '../plan-edit.ts';
import type { CdkDocument, Holder } from './cdk-policy.ts';
import type { FileView } from './file-view.ts';
import type { CdkStatement } from './read-statement.ts';
import { argumentsOf, childrenOf } from './syntax.ts';
import { indentAt, insertItem, lineEndOf } from './write-item.ts';
import { toLiteral } from './write-literal.ts';
import { writeStatement } from './write-statement.ts';

/** One planned edit as splices of the text; null where this form cannot hold it. */
export function writeEdit(
  edit: PlannedEdit,
  document: CdkDocument,
  view: FileView,
): readonly Splice[] | null {
  if (edit.kind === 'append') return appendStatement(edit.statement, document, view);
  const host = document.statements[edit.statement]?.actions ?? null;
  return host === null ? null : addActions(edit.actions, host, view);
}

function addActions(
  actions: readonly string[],
  host: Node,
  { text }: FileView,
): readonly Splice[] | null {
  const [first] = host.type === 'string' ? [host] : host.descendantsOfType('string');
  const quote = first?.text.startsWith('"') === true ? '"' : "'";
  const items = actions.map((action) => toLiteral(action, quote));
  if (items.includes(null)) return null;
  if (host.type === 'call_expression') {
    const list = host.childForFieldName('arguments');
    return list === null ? null : insertItems(text, list, items);
  }
  if (host.type === 'array') return insertItems(text, host, items);
  return [insert(host.startIndex, '['), insert(host.endIndex, `, ${items.join(', ')}]`)];
}

function insertItems(
  text: string,
  list: Node,
  items: readonly (string | null)[],
): readonly Splice[] | null {
  const last = childrenOf(list).at(-1);
  const start = last === undefined ? 0 : text.lastIndexOf('\n', last.startIndex - 1) + 1;
  const isOwnLine =
    last !== undefined &&
    start > list.startIndex &&
    text.slice(start, last.startIndex).trim() === '';
  const between = isOwnLine ? `,${lineEndOf(text)}${indentAt(text, last.startIndex)}` : ', ';
  return insertItem(text, list, items.join(between));
}

function appendStatement(
  statement: NewStatement,
  { holder, statements }: CdkDocument,
  view: FileView,
): readonly Splice[] | null {
  const sibling = siblingOf(statements);
  if (holder === null || sibling === undefined) return null;
  if (holder.kind === 'call') return appendCall(statement, sibling, holder, view);
  const last = childrenOf(holder.list).at(-1);
  if (last === undefined) return null;
  const place = { at: last.startIndex, margin: indentAt(view.text, last.startIndex) };
  const item = writeStatement(statement, sibling, place, view);
  return item === null ? null : insertItem(view.text, holder.list, item);
}

/** The last statement that allows, since a new one does; else the last one. */
function siblingOf(statements: readonly CdkStatement[]): CdkStatement | undefined {
  return statements.findLast(({ model }) => model.effect === 'Allow') ?? statements.at(-1);
}

/** The same call once more, on the next line, with the new statement as its argument. */
function appendCall(
  statement: NewStatement,
  sibling: CdkStatement,
  { call }: Extract<Holder, { kind: 'call' }>,
  view: FileView,
): readonly Splice[] | null {
  const { text } = view;
  const line = call.parent;
  const [first] = argumentsOf(call);
  const last = argumentsOf(call).at(-1);
  if (line === null || first === undefined || last === undefined) return null;
  const place = { at: line.startIndex, margin: indentAt(text, first.startIndex) };
  const item = writeStatement(statement, sibling, place, view);
  const head = text.slice(line.startIndex, first.startIndex);
  // A statement without a semicolon ends behind the comment that follows it.
  const semicolon = text[call.endIndex] === ';' ? ';' : '';
  const tail = text.slice(last.endIndex, call.endIndex) + semicolon;
  if (item === null || /\/[/*]/.test(head + tail)) return null;
  const at = lineEnd(text, call.endIndex + semicolon.length);
  const indent = indentAt(text, line.startIndex);
  return [insert(at, `${lineEndOf(text)}${indent}${head}${item}${tail}`)];
}

/** Behind what is left of a line, where that is a comment only. */
function lineEnd(text: string, from: number): number {
  const next = text.indexOf('\n', from);
  const end = next < 0 ? text.length : next;
  const rest = text.slice(from, end).trim();
  if (rest !== '' && !rest.startsWith('//')) return from;
  return text[end - 1] === '\r' ? end - 1 : end;
}
