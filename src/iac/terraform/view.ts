import type { Expr, Span } from './hcl.ts';

/** A change of a text: what stands at `start` up to `end` becomes `text`. */
export type Splice = Span & { readonly text: string };

/**
 * A stretch of a file as its own language is read: Terraform's syntax as it stands, or the JSON that a string
 * holds. Places of expressions are places in `text`.
 */
export type View = {
  readonly language: 'hcl' | 'json';
  readonly text: string;
  /** The place in the file. */
  readonly toSource: (at: number) => number;
  /** A text of the view as the file has to write it; `${…}` that is meant to be evaluated is not put through it. */
  readonly encode: (text: string) => string;
  /** A string of the view as the file writes it, with its quotes. */
  readonly quote: (value: string) => string;
  /** A string that begins with the value of an expression of Terraform. */
  readonly interpolate: (expression: string, suffix: string) => string;
  /** What an expression of the view looks like in the file. */
  readonly sourceOf: (span: Span) => string;
};

/** An expression and the view that it stands in. */
export type Seen<T extends Expr = Expr> = { readonly expr: T; readonly view: View };

/** A text with all splices made; they must not overlap, and those at one place keep their order. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let out = '';
  let at = 0;
  for (const { start, end, text: inserted } of splices.toSorted((a, b) => a.start - b.start)) {
    if (start < at) throw new Error('two splices overlap');
    out += text.slice(at, start) + inserted;
    at = end;
  }
  return out + text.slice(at);
}
