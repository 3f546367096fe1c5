import type { Expr, Span } from './hcl.ts';
import type { View } from './view.ts';

/** One line `key = value` of a statement; `joins` says that it directly follows the line before. */
export type Row = { readonly key: string; readonly joins: boolean; readonly isOneLine: boolean };

/**
 * What `terraform fmt` writes between the key and the value of each row: neighbours of one line have their
 * signs below each other, and a value of several lines ends such a group.
 */
export function toAssigns(rows: readonly Row[]): readonly string[] {
  const widths: number[] = [];
  let from = 0;
  for (let n = 0; n <= rows.length; n++) {
    const row = rows[n];
    const isGroup = n > from && row?.joins === true && row.isOneLine && rows[n - 1]!.isOneLine;
    if (isGroup) continue;
    const width = Math.max(0, ...rows.slice(from, n).map(({ key }) => key.length));
    for (let each = from; each < n; each++) widths[each] = width;
    from = n;
  }
  return rows.map(({ key }, n) => `${' '.repeat(widths[n]! - key.length)} = `);
}

/** Whether the members of a statement stand as `terraform fmt` would have them. */
export function isAligned(
  view: View,
  written: readonly (Span & { readonly keySpan: Span; readonly value: Expr | null })[],
): boolean {
  if (view.language === 'json') return false;
  const rows = written.map(({ start, end, keySpan }, n) => ({
    key: view.text.slice(keySpan.start, keySpan.end),
    joins: n > 0 && isNextLine(view.text.slice(written[n - 1]!.end, start)),
    isOneLine: keySpan.end > keySpan.start && !view.text.slice(start, end).includes('\n'),
  }));
  const assigns = toAssigns(rows);
  return written.every(
    ({ keySpan, value }, n) =>
      value === null || view.text.slice(keySpan.end, value.start) === assigns[n],
  );
}

/** Whether a gap leads to the very next line. */
export function isNextLine(gap: string): boolean {
  return gap.split('\n').length === 2;
}
