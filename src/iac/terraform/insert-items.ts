import { breakBefore, indentOf, readGap } from './gaps.ts';
import type { ListExpr } from './hcl.ts';
import type { Seen, Splice, View } from './view.ts';

/** Items to put at the end of a list, already as the file has to write them. */
export type NewItems = {
  readonly texts: readonly string[];
  /** What stands between items of one line, where the list does not show it. */
  readonly separator: string;
};

/**
 * Puts items after the last one of a list, in the layout of that: on lines of their own, or on its line. Commas and
 * comments stay with the items that have them. The splices are in the view, their texts as the file writes them.
 */
export function insertItems({ expr, view }: Seen<ListExpr>, items: NewItems): readonly Splice[] {
  const last = expr.items.at(-1);
  if (last === undefined) {
    return [at(expr.start + 1, items.texts.join(view.encode(items.separator)))];
  }
  return indentOf(view, last.start) === null
    ? onTheLine({ expr, view }, items)
    : onNewLines({ expr, view }, items);
}

function onNewLines({ expr, view }: Seen<ListExpr>, { texts }: NewItems): readonly Splice[] {
  const last = expr.items.at(-1)!;
  const gap = readGap(view, last.end, expr.end - 1);
  const start = view.encode(breakBefore(view, last.start) + indentOf(view, last.start)!);
  const lines = texts.map((text) => start + text).join(',');
  if (gap.comma === null) {
    const place = gap.lineEnd ?? gap.used;
    // Two splices at one place would have no order.
    return place === last.end ? [at(place, `,${lines}`)] : [at(last.end, ','), at(place, lines)];
  }
  const isLater = gap.lineEnd !== null && gap.comma > gap.lineEnd;
  const place = isLater ? gap.comma + 1 : (gap.lineEnd ?? gap.used);
  return [at(place, `${lines},`)];
}

function onTheLine(
  { expr, view }: Seen<ListExpr>,
  { texts, separator }: NewItems,
): readonly Splice[] {
  const last = expr.items.at(-1)!;
  const { comma } = readGap(view, last.end, expr.end - 1);
  const between = view.encode(separatorOf({ expr, view }) ?? separator);
  const rest = texts.join(between);
  if (comma === null) return [at(last.end, between + rest)];
  const blank = between.slice(between.indexOf(',') + 1);
  return [at(comma + 1, `${blank}${rest},`)];
}

/** What stands between the last two items, if it is a comma and blanks only. */
export function separatorOf({ expr, view }: Seen<ListExpr>): string | null {
  const [before, last] = expr.items.slice(-2);
  if (before === undefined || last === undefined) return null;
  const { hasComment } = readGap(view, before.end, last.start);
  return hasComment ? null : view.text.slice(before.end, last.start);
}

/** Makes one text a list of that and others, without taking a character away. */
export function toListOf(
  { start, end }: { readonly start: number; readonly end: number },
  view: View,
  { texts, separator }: NewItems,
): readonly Splice[] {
  const between = view.encode(separator);
  return [at(start, '['), at(end, `${texts.map((text) => between + text).join('')}]`)];
}

function at(place: number, text: string): Splice {
  return { start: place, end: place, text };
}
