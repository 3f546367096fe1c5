import type { Term } from '../policy-model.ts';
import { toAddress } from './definitions.ts';
import { type Expr, type ReferenceExpr, literalOf, unwrapText } from './hcl.ts';
import type { Scope } from './scope.ts';
import type { Seen } from './view.ts';

// What stands in a value for what a file does not tell: a partition, region or account of AWS, or anything.
// No text of a policy may hold these characters of the private use area.
const PLACE = '\uE010';
const UNKNOWN = '\uE011';

const MAX_LOCALS = 20;

/** A value of a file as a term of the model: a literal where the file tells all of it, else an expression. */
export function toTerm({ expr, view }: Seen, scope: Scope): Term {
  const value = evaluate(expr, scope, 0);
  if (value !== null && !value.includes(PLACE) && !value.includes(UNKNOWN)) {
    return { kind: 'literal', value };
  }
  return { kind: 'expression', source: sourceOf({ expr, view }, scope), arn: toPattern(value) };
}

/** The text of an expression in the file; a string of only one interpolation stands for that expression. */
export function sourceOf({ expr, view }: Seen, { file }: Scope): string {
  const inner = unwrapText(expr);
  // What is interpolated stands in the file itself, whatever the string around it holds.
  return (inner === expr ? view : file).sourceOf(inner);
}

/**
 * The name of something as a term; where it is not all told, `arn` is the pattern of ARNs by that name, with
 * `*` for what is not known.
 */
export function toNameTerm(seen: Seen, scope: Scope, toArn: (name: string) => string): Term {
  const value = evaluate(seen.expr, scope, 0) ?? UNKNOWN;
  if (!value.includes(PLACE) && !value.includes(UNKNOWN)) return { kind: 'literal', value };
  const name = value.replaceAll(PLACE, '*').replaceAll(UNKNOWN, '*');
  const arn = name === '*' ? null : toArn(name);
  return { kind: 'expression', source: sourceOf(seen, scope), arn };
}

function evaluate(expr: Expr, scope: Scope, depth: number): string | null {
  const literal = literalOf(expr);
  if (literal !== null) return isMarked(literal) ? null : literal;
  if (expr.kind === 'reference') return evaluateReference(expr, scope, depth);
  if (expr.kind !== 'text') return null;
  const parts = expr.parts.map((part) => {
    if (typeof part === 'string') return isMarked(part) ? UNKNOWN : part;
    return part.value === null ? UNKNOWN : (evaluate(part.value, scope, depth) ?? UNKNOWN);
  });
  return parts.join('');
}

function evaluateReference(expr: ReferenceExpr, scope: Scope, depth: number): string | null {
  const [kind, ...names] = expr.steps;
  if (kind === 'local' && names.length === 1 && depth < MAX_LOCALS) {
    const local = scope.local(names[0]!);
    return local === null ? null : evaluate(local, scope, depth + 1);
  }
  if (isAboutPlace(expr.steps)) return PLACE;
  const resource = scope.resources.get(toAddress(expr.steps) ?? '');
  if (resource === undefined || kind === 'data') return null;
  const attribute = expr.steps.at(-1);
  const asked = attribute === 'id' ? resource.id : attribute;
  if (asked === 'arn') return resource.arn.split(':').map(toMarked).join(':');
  return asked === 'name' || asked === resource.nameAttribute ? resource.name : null;
}

function toMarked(part: string, n: number): string {
  return part === '*' && n < 5 ? PLACE : part;
}

// A variable is taken for what everybody names it for. Its value may differ from the request's: then the
// statement is another one, as it is for a resource whose region the file does not tell.
function isAboutPlace(steps: readonly string[]): boolean {
  const [kind, type] = steps;
  if (kind === 'data') return PLACE_SOURCES.has(type ?? '');
  return kind === 'var' && steps.length === 2 && PLACE_VARIABLES.has(type ?? '');
}

const PLACE_SOURCES: ReadonlySet<string> = new Set([
  'aws_caller_identity',
  'aws_region',
  'aws_partition',
]);

const PLACE_VARIABLES: ReadonlySet<string> = new Set([
  'account',
  'account_id',
  'aws_account',
  'aws_account_id',
  'aws_partition',
  'aws_region',
  'partition',
  'region',
]);

/** The pattern of a value that is an ARN with only its place unknown; null for any other. */
function toPattern(value: string | null): string | null {
  if (value === null || value.includes(UNKNOWN)) return null;
  const parts = value.split(':');
  if (parts.length < 6 || parts[0] !== 'arn') return null;
  const head = parts.slice(0, 5).map((part, n) => {
    if (part === PLACE && n !== 2) return '*';
    return part.includes(PLACE) || part === '*' ? null : part;
  });
  const rest = parts.slice(5).join(':');
  return head.includes(null) || rest.includes(PLACE) ? null : [...head, rest].join(':');
}

function isMarked(text: string): boolean {
  return text.includes(PLACE) || text.includes(UNKNOWN);
}
