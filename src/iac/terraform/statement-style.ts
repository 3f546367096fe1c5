import { cleanGap, indentOf, lineBreak } from './gaps.ts';
import type { Block, Expr, ListExpr, ObjectExpr, Span } from './hcl.ts';
import { isAligned } from './alignment.ts';
import { separatorOf } from './insert-items.ts';
import type { Seen, View } from './view.ts';

export type MemberName = 'sid' | 'effect' | 'actions' | 'resources';

/** How a list is laid out: after its bracket, between items, before the closing bracket. */
export type ListStyle = { readonly lead: string; readonly gap: string; readonly tail: string };

/** How one member is written; `list` is null for a value without brackets. */
export type MemberStyle = {
  readonly name: MemberName;
  readonly before: string;
  readonly key: string;
  readonly assign: string;
  readonly list: ListStyle | null;
};

/** How a statement is written, taken from one that stands there; texts are the view's. */
export type StatementStyle = {
  readonly open: string;
  readonly members: readonly MemberStyle[];
  readonly tail: string;
  readonly isAligned: boolean;
  /** Between values of one line. */
  readonly separator: string;
  /** Whether one value may stand without brackets. */
  readonly takesOne: boolean;
};

/** One member of a statement as it stands. */
export type WrittenMember = Span & {
  readonly name: string | null;
  readonly keySpan: Span;
  readonly value: Expr | null;
};

const OBJECT_NAMES: Readonly<Record<string, MemberName>> = {
  Sid: 'sid',
  Effect: 'effect',
  Action: 'actions',
  Resource: 'resources',
};

const BLOCK_NAMES: Readonly<Record<string, MemberName>> = {
  sid: 'sid',
  effect: 'effect',
  actions: 'actions',
  resources: 'resources',
};

/** The style of a statement that is an object; null where it lacks what a new one needs. */
export function toObjectStyle({ expr, view }: Seen<ObjectExpr>): StatementStyle | null {
  const written = expr.entries.map(({ start, end, key, keySpan, value }) => ({
    start,
    end,
    name: key === null ? null : (OBJECT_NAMES[key] ?? null),
    keySpan,
    value,
  }));
  return toStyle(view, written, { start: expr.start, end: expr.end, open: expr.start + 1 });
}

/** The style of a block `statement`; null where it lacks what a new one needs. */
export function toBlockStyle(view: View, block: Block): StatementStyle | null {
  const attributes = block.attributes.map(({ start, end, name, nameSpan, value }) => ({
    start,
    end,
    name: BLOCK_NAMES[name] ?? null,
    keySpan: nameSpan,
    value,
  }));
  const blocks = block.blocks.map(({ start, end }) => ({
    start,
    end,
    name: null,
    keySpan: { start, end: start },
    value: null,
  }));
  const written = [...attributes, ...blocks].toSorted((a, b) => a.start - b.start);
  const style = toStyle(view, written, {
    start: block.start,
    end: block.end,
    open: block.open + 1,
  });
  return style === null ? null : { ...style, takesOne: false };
}

function toStyle(
  view: View,
  written: readonly WrittenMember[],
  { start, end, open }: Span & { readonly open: number },
): StatementStyle | null {
  const members = written.flatMap((each, n) => {
    if (each.name === null || each.value === null) return [];
    const before = cleanGap(view, written[n - 1]?.end ?? open, each.start);
    return [toMember(view, each, before, each.value)];
  });
  const names = members.map(({ name }) => name);
  if (!names.includes('actions') || !names.includes('resources')) return null;
  return {
    open: view.text.slice(start, open),
    members,
    tail: cleanGap(view, written.at(-1)!.end, end - 1),
    isAligned: isAligned(view, written),
    separator: members.every(({ assign }) => assign.trim() === assign) ? ',' : ', ',
    takesOne: true,
  };
}

function toMember(
  view: View,
  { name, keySpan }: WrittenMember,
  before: string,
  value: Expr,
): MemberStyle {
  const assign = view.text.slice(keySpan.end, value.start);
  return {
    name: name as MemberName,
    before,
    key: view.text.slice(keySpan.start, keySpan.end),
    assign: /^\s*[=:]\s*$/.test(assign) ? assign : view.language === 'json' ? ': ' : ' = ',
    list: value.kind === 'list' ? toListStyle({ expr: value, view }) : null,
  };
}

function toListStyle(list: Seen<ListExpr>): ListStyle | null {
  const { expr, view } = list;
  const [first] = expr.items;
  const last = expr.items.at(-1);
  if (first === undefined || last === undefined) return null;
  const lead = cleanGap(view, expr.start + 1, first.start);
  const tail = cleanGap(view, last.end, expr.end - 1);
  const isLines = lead.includes('\n');
  const shown = separatorOf(list);
  if (shown !== null && (isLines || !shown.includes('\n'))) return { lead, gap: shown, tail };
  const own = view.text.slice(expr.start, expr.end);
  const indent = indentOf(view, first.start) ?? '';
  return { lead, gap: isLines ? `,${lineBreak(own)}${indent}` : ', ', tail };
}
