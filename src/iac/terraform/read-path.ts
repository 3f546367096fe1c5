import type { UnsupportedReason } from '../editor.ts';
import { resolveReference } from '../repository-path.ts';
import { toTerm } from './evaluate.ts';
import { type Expr, unwrapText } from './hcl.ts';
import type { Scope } from './scope.ts';

/** A path from the repository's root, or why it cannot be told. */
export type ReadPath =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'unsupported'; readonly reason: UnsupportedReason };

/**
 * The file that `file()` or `templatefile()` reads, for a module that is run where it stands: a path without
 * `path.module` is relative to it too, as in a root module. A path out of the repository is refused.
 */
export function readPath(expr: Expr, scope: Scope): ReadPath {
  const path = toText(unwrapText(expr), scope, 0);
  if (path === null) return { kind: 'unsupported', reason: reasonOf(expr) };
  const resolved = /[\n\r]/.test(path) ? null : resolveReference(scope.path, path);
  return resolved === null
    ? { kind: 'unsupported', reason: 'not-expressible' }
    : { kind: 'path', path: resolved };
}

const MAX_DEPTH = 20;

function toText(expr: Expr, scope: Scope, depth: number): string | null {
  if (expr.kind === 'call' && expr.name === 'abspath' && expr.args.length === 1) {
    return toText(unwrapText(expr.args[0]!), scope, depth);
  }
  if (expr.kind !== 'text') return known(expr, scope, depth);
  const parts = expr.parts.map((part) => {
    if (typeof part === 'string') return part;
    return part.value === null
      ? null
      : isModule(part.value)
        ? '.'
        : known(part.value, scope, depth);
  });
  return parts.includes(null) ? null : parts.join('');
}

function known(expr: Expr, scope: Scope, depth: number): string | null {
  const term = toTerm({ expr, view: scope.file }, scope);
  if (term.kind === 'literal') return term.value;
  // A local may hold the path of the module.
  const local = expr.kind === 'reference' && expr.steps[0] === 'local' ? expr.steps : null;
  const value = local?.length === 2 ? scope.local(local[1]!) : null;
  return value?.kind === 'text' && depth < MAX_DEPTH ? toText(value, scope, depth + 1) : null;
}

function isModule(expr: Expr): boolean {
  return expr.kind === 'reference' && expr.steps[0] === 'path';
}

function reasonOf(expr: Expr): UnsupportedReason {
  const inner = unwrapText(expr);
  const parts = inner.kind === 'text' ? inner.parts : [{ value: inner }];
  const roots = parts.flatMap((part) =>
    typeof part !== 'string' && part.value?.kind === 'reference' ? [part.value.steps[0]] : [],
  );
  if (roots.includes('each') || roots.includes('count')) return 'dynamic-block';
  return roots.includes('var') || roots.includes('module') ? 'input-variable' : 'computed-list';
}
