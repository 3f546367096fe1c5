/** A change of a text at an offset: `remove` characters go, `text` comes. */
export type Splice = { readonly at: number; readonly remove: number; readonly text: string };

/** An insertion. */
export function insert(at: number, text: string): Splice {
  return { at, remove: 0, text };
}

/** The text with all splices made; those at one offset in their order. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const inOrder = splices.toSorted((a, b) => a.at - b.at);
  let result = '';
  let at = 0;
  for (const splice of inOrder) {
    result += text.slice(at, splice.at) + splice.text;
    at = splice.at + splice.remove;
  }
  return result + text.slice(at);
}
