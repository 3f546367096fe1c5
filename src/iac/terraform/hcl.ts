/** Where something stands in a text, as JavaScript counts characters; `end` is exclusive. */
export type Span = { readonly start: number; readonly end: number };

/** An interpolation or a directive of a template, with its delimiters; `value` is null for a directive. */
export type Hole = Span & { readonly value: Expr | null };

/**
 * A string in any form. `parts` are its decoded texts with what is interpolated between them; `body` is what
 * stands between its delimiters.
 */
export type TextExpr = Span & {
  readonly kind: 'text';
  readonly form: 'quoted' | 'heredoc';
  readonly body: Span;
  readonly holes: readonly Hole[];
  readonly parts: readonly (string | Hole)[];
};

export type ListExpr = Span & { readonly kind: 'list'; readonly items: readonly Expr[] };

/** One member of an object; `key` is null where an expression makes it. */
export type Entry = Span & {
  readonly key: string | null;
  readonly keySpan: Span;
  readonly value: Expr;
};

export type ObjectExpr = Span & { readonly kind: 'object'; readonly entries: readonly Entry[] };

/** `steps` are the names of `a.b[0].c`, with `[…]` for an index. */
export type ReferenceExpr = Span & {
  readonly kind: 'reference';
  readonly steps: readonly string[];
};

export type CallExpr = Span & {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expr[];
};

/** An expression as far as policies need it; `other` is everything that they cannot be read from. */
export type Expr =
  | TextExpr
  | ListExpr
  | ObjectExpr
  | ReferenceExpr
  | CallExpr
  | (Span & { readonly kind: 'conditional'; readonly branches: readonly Expr[] })
  | (Span & { readonly kind: 'loop' })
  | (Span & { readonly kind: 'other' });

export type Attribute = Span & {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expr;
};

/** A block with its labels; `open` and `close` are the places of its braces. */
export type Block = Span & {
  readonly type: string;
  readonly labels: readonly string[];
  readonly open: number;
  readonly close: number;
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
};

/** A file's blocks in their order, and every reference that stands anywhere in it. */
export type HclFile = {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly references: readonly ReferenceExpr[];
};

/** The attribute of a block by its name. */
export function attributeOf(block: Block, name: string): Expr | undefined {
  return block.attributes.find((each) => each.name === name)?.value;
}

/** The text of a string without interpolations; null for every other expression. */
export function literalOf(expr: Expr | undefined): string | null {
  if (expr?.kind !== 'text') return null;
  const texts = expr.parts.filter((part) => typeof part === 'string');
  return texts.length === expr.parts.length ? texts.join('') : null;
}

/** What `"${x}"` means without its quotes: `x`; any other expression as it is. */
export function unwrapText(expr: Expr): Expr {
  if (expr.kind !== 'text' || expr.parts.length !== 1) return expr;
  const [part] = expr.parts;
  return part === undefined || typeof part === 'string' ? expr : (part.value ?? expr);
}
