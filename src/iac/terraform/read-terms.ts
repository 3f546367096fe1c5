import type { Term, TermList } from '../policy-model.ts';
import { toTerm } from './evaluate.ts';
import { type Expr, type ListExpr, type TextExpr, unwrapText } from './hcl.ts';
import type { Scope } from './scope.ts';
import { isSharedBy, usersOf } from './uses.ts';
import type { Seen } from './view.ts';

/** A list of a statement, and where it can grow: null for a part that comes from elsewhere or is shared. */
export type ReadTerms = {
  readonly list: TermList;
  readonly slot: Seen<ListExpr> | Seen<TextExpr> | null;
  /** The terms as they are written, in their order. */
  readonly written: readonly Seen[];
};

const OPAQUE: ReadTerms = { list: { kind: 'opaque', terms: [] }, slot: null, written: [] };
const MAX_STEPS = 20;

/** Reads actions or resources: one value or a list of them, through the locals of this file. */
export function readTerms(seen: Seen, scope: Scope, steps = 0): ReadTerms {
  const { view } = seen;
  // A string of JSON is a value even where only an interpolation makes it.
  const expr = view.language === 'json' ? seen.expr : unwrapText(seen.expr);
  switch (expr.kind) {
    case 'text':
      return readOne({ expr, view }, scope);
    case 'list':
      return readList({ expr, view }, scope);
    case 'reference':
      return readReference({ expr, view }, expr.steps, scope, steps);
    case 'call':
      return expr.name === 'concat' ? readConcat({ expr, view }, expr.args, scope, steps) : OPAQUE;
    case 'object':
    case 'conditional':
    case 'loop':
    case 'other':
      return OPAQUE;
  }
}

/** The same for a statement that has no such member. */
export const NO_TERMS: ReadTerms = {
  list: { kind: 'listed', terms: [] },
  slot: null,
  written: [],
};

function readOne(seen: Seen<TextExpr>, scope: Scope): ReadTerms {
  // Outside a string of JSON an interpolation may be anything, a list too.
  if (isBareHole(seen)) return OPAQUE;
  return { list: { kind: 'listed', terms: [toTerm(seen, scope)] }, slot: seen, written: [seen] };
}

/** Whether an interpolation makes a whole value of JSON, without quotes around it. */
export function isBareHole({ expr, view }: Seen): boolean {
  return view.language === 'json' && expr.kind === 'text' && !/^\\?"/.test(view.sourceOf(expr));
}

function readList(seen: Seen<ListExpr>, scope: Scope): ReadTerms {
  const { items } = seen.expr;
  const values = items.map((expr) => ({ expr, view: seen.view })).filter(isValue);
  const terms = values.map((value) => toTerm(value, scope));
  const isListed = values.length === items.length;
  const kind = isListed ? 'listed' : 'opaque';
  return { list: { kind, terms }, slot: isListed ? seen : null, written: values };
}

function isValue(seen: Seen): boolean {
  const { kind } = seen.expr;
  return kind === 'text' ? !isBareHole(seen) : kind === 'reference';
}

function readReference(
  seen: Seen,
  steps: readonly string[],
  scope: Scope,
  depth: number,
): ReadTerms {
  const name = steps[0] === 'local' && steps.length === 2 ? steps[1]! : null;
  const value = name === null || depth >= MAX_STEPS ? null : scope.local(name);
  if (value === null) return readUnknown(seen, scope);
  const read = readTerms({ expr: value, view: scope.file }, scope, depth + 1);
  const address = `local.${name}`;
  const isShared = isSharedBy(usersOf(address, scope.uses)) || scope.countOf(address) > 1;
  return isShared ? { ...read, slot: null } : read;
}

// An attribute `arn` is one value; of anything else a file does not tell whether it is a list.
function readUnknown(seen: Seen, scope: Scope): ReadTerms {
  const term = toTerm(seen, scope);
  const { expr } = seen;
  const last = expr.kind === 'reference' ? expr.steps.at(-1) : undefined;
  const isOne = term.kind === 'literal' || term.arn !== null || last === 'arn';
  return {
    list: { kind: isOne ? 'listed' : 'opaque', terms: isOne ? [term] : [] },
    slot: null,
    written: isOne ? [seen] : [],
  };
}

function readConcat({ view }: Seen, args: readonly Expr[], scope: Scope, steps: number): ReadTerms {
  const lists = args.map((expr) => readTerms({ expr, view }, scope, steps + 1));
  const terms: readonly Term[] = lists.flatMap(({ list }) => list.terms);
  const isListed = lists.every(({ list }) => list.kind === 'listed');
  const written = lists.flatMap((each) => each.written);
  return { list: { kind: isListed ? 'listed' : 'opaque', terms }, slot: null, written };
}
