import { cleanGap, indentOf } from './gaps.ts';
import type { ObjectExpr } from './hcl.ts';
import type { Splice, View } from './view.ts';

/** How the closing brackets of `[{ … }, { … }]` stand: before a comma, and at the end of the list. */
export type HuggedTails = {
  readonly between: string;
  readonly last: string;
  /** What moves the last object's bracket to where one before a comma stands. */
  readonly splices: readonly Splice[];
};

/**
 * The tails of objects that hug each other's brackets; null where the last one starts a line of its own. Where an
 * earlier pair shows none, `terraform fmt` has `}, {` as deep as the members.
 */
export function toHuggedTails(
  view: View,
  objects: readonly ObjectExpr[],
  isFormatted: boolean,
): HuggedTails | null {
  const last = objects.at(-1);
  const before = objects.at(-2);
  if (last === undefined || indentOf(view, last.start) !== null) return null;
  const tail = tailOf(view, last);
  const indent = indentOf(view, last.end - 1);
  const entry = last.entries.at(-1);
  const shown = before === undefined ? undefined : indentOf(view, before.end - 1);
  const formatted = entry !== undefined && isFormatted ? indentOf(view, entry.start) : indent;
  const wanted = (shown === undefined ? formatted : shown) ?? indent;
  const more = indent !== null && wanted?.startsWith(indent) ? wanted.slice(indent.length) : '';
  const at = last.end - 1;
  return {
    between: tail + more,
    last: tail,
    splices: more === '' ? [] : [{ start: at, end: at, text: view.encode(more) }],
  };
}

function tailOf(view: View, { entries, start, end }: ObjectExpr): string {
  return cleanGap(view, entries.at(-1)?.end ?? start + 1, end - 1);
}
