import type { UnsupportedReason } from '../editor.ts';
import type { NewStatement, PlannedEdit } from '../plan-edit.ts';
import { toDefaultBlockStyle, toDefaultObjectStyle } from './default-style.ts';
import { breakBefore, indentOf, lineBreak, readGap } from './gaps.ts';
import type { Block, ListExpr, ObjectExpr } from './hcl.ts';
import { toHuggedTails } from './hugging.ts';
import { insertItems, toListOf } from './insert-items.ts';
import type { ReadPolicy, ReadStatement } from './read-policy.ts';
import type { Scope } from './scope.ts';
import { type StatementStyle, toBlockStyle, toObjectStyle } from './statement-style.ts';
import type { Seen, Splice, View } from './view.ts';
import { writeResource } from './write-resource.ts';
import { toTexts, writeStatement } from './write-statement.ts';

/** The splices of a file that make the edits; `into` is the definition where the document stands. */
export function writeEdits(
  policy: ReadPolicy,
  edits: readonly PlannedEdit[],
  scope: Scope,
  into: string,
): readonly Splice[] | UnsupportedReason {
  const added = edits.flatMap((edit) =>
    edit.kind === 'add-actions' ? addActions(policy.statements[edit.statement]!, edit.actions) : [],
  );
  const statements = edits.flatMap((edit) => (edit.kind === 'append' ? [edit.statement] : []));
  if (statements.length === 0) return added;
  const appended = append({ policy, statements, scope, into });
  return typeof appended === 'string' ? appended : [...added, ...appended];
}

function addActions(
  { actions: slot }: ReadStatement,
  actions: readonly string[],
): readonly Splice[] {
  if (slot === null) throw new Error('actions were planned for a list that cannot grow');
  const { view } = slot;
  const items = { texts: actions.map((each) => view.quote(each)), separator: separatorFor(view) };
  const splices = isList(slot) ? insertItems(slot, items) : toListOf(slot.expr, view, items);
  return splices.map((splice) => toFile(splice, view));
}

type Appended = {
  readonly policy: ReadPolicy;
  readonly statements: readonly NewStatement[];
  readonly scope: Scope;
  readonly into: string;
};

function append(appended: Appended): readonly Splice[] | UnsupportedReason {
  const place = appended.policy.append;
  switch (place.kind) {
    case 'refused':
      return place.reason;
    case 'block':
      return appendBlocks(place.block, appended);
    case 'one': {
      const { expr, view } = place.statement;
      const { texts, splices } = writeObjects(view, [expr], appended);
      const items = { texts, separator: separatorFor(view) };
      return [...splices, ...toListOf(expr, view, items)].map((splice) => toFile(splice, view));
    }
    case 'list': {
      const { expr, view } = place.list;
      const objects = expr.items.filter((item): item is ObjectExpr => item.kind === 'object');
      const { texts, splices } = writeObjects(view, objects, appended);
      const items = { texts, separator: separatorFor(view) };
      const added = insertItems(place.list, items);
      return [...splices, ...added].map((splice) => toFile(splice, view));
    }
  }
}

function writeObjects(
  view: View,
  objects: readonly ObjectExpr[],
  appended: Appended,
): { readonly texts: readonly string[]; readonly splices: readonly Splice[] } {
  const style = styleOf(objects, view);
  const tails = toHuggedTails(view, objects, style.isAligned);
  if (tails === null) return { texts: writeAll(view, style, appended), splices: [] };
  const between = writeAll(view, { ...style, tail: tails.between }, appended);
  const last = writeAll(view, { ...style, tail: tails.last }, appended);
  return { texts: [...between.slice(0, -1), ...last.slice(-1)], splices: tails.splices };
}

// The last one that says no more than a new one has to; else the last that shows how lists are written.
function styleOf(objects: readonly ObjectExpr[], view: View): StatementStyle {
  const plain = objects.filter(({ entries }) =>
    entries.every(({ key }) => key !== null && PLAIN.has(key)),
  );
  for (const expr of [...objects, ...plain].toReversed()) {
    const style = toObjectStyle({ expr, view });
    if (style !== null) return style;
  }
  return toDefaultObjectStyle(view);
}

const PLAIN: ReadonlySet<string> = new Set(['Sid', 'Effect', 'Action', 'Resource']);

function writeAll(
  view: View,
  style: StatementStyle,
  { policy, statements, scope, into }: Appended,
): readonly string[] {
  return statements.map((statement) => {
    const resources = statement.resources.map((each) =>
      writeResource(each, view, policy, scope, into),
    );
    return writeStatement(view, style, toTexts(view, statement, resources));
  });
}

function appendBlocks(block: Block, appended: Appended): readonly Splice[] | UnsupportedReason {
  const view = appended.scope.file;
  const statements = block.blocks.filter(({ type }) => type === 'statement');
  const last = statements.at(-1);
  if (last === undefined) return appendFirstBlock(block, appended);
  const plain = statements.filter(({ blocks }) => blocks.length === 0);
  const styles = [...statements, ...plain].map((each) => toBlockStyle(view, each));
  const style = styles.findLast((each) => each !== null) ?? null;
  const indent = indentOf(view, last.start);
  if (style === null || indent === null) return 'not-expressible';
  const { lineEnd } = readGap(view, last.end, block.end);
  if (lineEnd === null) return 'not-expressible';
  const lineStart = breakBefore(view, last.start);
  const before = statements.at(-2);
  const isDense =
    before !== undefined && view.text.slice(before.end, last.start).split('\n').length === 2;
  const start = (isDense ? '' : lineStart) + lineStart + indent;
  const texts = writeAll(view, style, appended).map((text) => start + text);
  return [{ start: lineEnd, end: lineEnd, text: texts.join('') }];
}

function appendFirstBlock(block: Block, appended: Appended): readonly Splice[] | UnsupportedReason {
  const view = appended.scope.file;
  const indent = indentOf(view, block.start);
  const closeIndent = indentOf(view, block.close);
  if (indent === null || closeIndent === null) return 'not-expressible';
  const own = lineBreak(view.text.slice(block.start, block.end));
  const style = toDefaultBlockStyle(indent, own);
  const place = block.close - closeIndent.length;
  const texts = writeAll(view, style, appended).map((text) => `${indent}  ${text}${own}`);
  return [{ start: place, end: place, text: texts.join(own) }];
}

function separatorFor(view: View): string {
  // Minified JSON has no blank after its commas and colons.
  return view.language === 'json' && !/[,:]\s/.test(view.text) ? ',' : ', ';
}

function isList(seen: NonNullable<ReadStatement['actions']>): seen is Seen<ListExpr> {
  return seen.expr.kind === 'list';
}

function toFile({ start, end, text }: Splice, view: View): Splice {
  return { start: view.toSource(start), end: view.toSource(end), text };
}
