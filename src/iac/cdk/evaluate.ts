import type { Node } from 'web-tree-sitter';
import { toArnPattern } from '../cloudformation/arn-pattern.ts';
import { UNKNOWN } from '../cloudformation/template-text.ts';
import type { Term } from '../policy-model.ts';
import { CONSTRUCT_KINDS, type ConstructKind } from './construct-kinds.ts';
import type { LookUp } from './declarations.ts';
import type { NameClass } from './imports.ts';
import { argumentsOf, childrenOf, decode, stringOf, unwrap, valueOf } from './syntax.ts';

/** What a file's expressions are read with. */
export type Scope = { readonly lookUp: LookUp; readonly nameClass: NameClass };

// Sums nest, and templates could name templates that name templates, each many times.
const DEEPEST_SUM = 12;
const LONGEST_TEMPLATE = 512;

/** A value of a list as a term: a literal, or an expression with the pattern of its ARN. */
export function toTerm(node: Node, scope: Scope): Term {
  const value = stringOf(node);
  if (value !== null) return { kind: 'literal', value };
  return { kind: 'expression', source: node.text, arn: toArnPattern(textOf(node, scope)) };
}

/**
 * The text that an expression stands for, with `UNKNOWN` for what the file does not tell. Nothing is run. Names are
 * followed once, and from there to plain strings only.
 */
export function textOf(node: Node | null, scope: Scope, isNamed = false, depth = 0): string {
  const inner = unwrap(node);
  if (inner === null || depth > DEEPEST_SUM) return UNKNOWN;
  const next = (each: Node | null) => textOf(each, scope, isNamed, depth + 1);
  switch (inner.type) {
    case 'string':
      return stringOf(inner) ?? UNKNOWN;
    case 'template_string':
      return inner.endIndex - inner.startIndex > LONGEST_TEMPLATE
        ? UNKNOWN
        : childrenOf(inner)
            .map((part) =>
              part.type === 'template_substitution'
                ? next(childrenOf(part)[0] ?? null)
                : (decode(part.text) ?? UNKNOWN),
            )
            .join('');
    case 'binary_expression': {
      const isSum = inner.childForFieldName('operator')?.text === '+';
      const sides = [inner.childForFieldName('left'), inner.childForFieldName('right')];
      return isSum ? sides.map(next).join('') : UNKNOWN;
    }
    case 'identifier':
    case 'member_expression':
      return attributeOf(inner, scope) ?? followName(inner, scope, isNamed);
    case 'call_expression':
      return objectsOf(inner, scope) ?? UNKNOWN;
    default:
      return UNKNOWN;
  }
}

function followName(name: Node, scope: Scope, isNamed: boolean): string {
  const value = scope.lookUp(name.text, name.startIndex)?.value ?? null;
  return isNamed ? (stringOf(value) ?? UNKNOWN) : textOf(value, scope, true);
}

/** The ARN of a construct as a pattern with `UNKNOWN` parts; null where its name is not told. */
export function arnOfConstruct(
  node: Node,
  scope: Scope,
): { readonly kind: ConstructKind; readonly arn: string } | null {
  const made = constructOf(node, scope);
  if (made === null) return null;
  const name = textOf(made.name, scope, true);
  if (name.includes(UNKNOWN) || name === '') return null;
  return { kind: made.kind, arn: made.kind.prefix.replaceAll('*', UNKNOWN) + name };
}

function constructOf(node: Node, { nameClass }: Scope) {
  if (node.type === 'new_expression') {
    const kind = CONSTRUCT_KINDS.get(nameClass(node.childForFieldName('constructor')) ?? '');
    const name = valueOf(unwrap(argumentsOf(node)[2] ?? null), kind?.name ?? '');
    return kind === undefined || name === null ? null : { kind, name };
  }
  const callee = node.type === 'call_expression' ? node.childForFieldName('function') : null;
  const kind = CONSTRUCT_KINDS.get(nameClass(callee?.childForFieldName('object') ?? null) ?? '');
  const name = argumentsOf(node)[2] ?? null;
  const isFrom = callee?.childForFieldName('property')?.text === kind?.from;
  return kind === undefined || name === null || !isFrom ? null : { kind, name };
}

/** `table.tableArn`. */
function attributeOf(node: Node, scope: Scope): string | null {
  const object = node.childForFieldName('object');
  const found = object === null ? null : namedConstruct(object, scope);
  const name = node.childForFieldName('property')?.text;
  if (found === null) return null;
  if (name === found.kind.arn) return found.arn + found.kind.tail;
  return name === found.kind.name
    ? found.arn.slice(found.kind.prefix.replaceAll('*', UNKNOWN).length)
    : null;
}

/** `bucket.arnForObjects('*')`. */
function objectsOf(node: Node, scope: Scope): string | null {
  const callee = node.childForFieldName('function');
  const object = callee?.childForFieldName('object') ?? null;
  if (object === null || callee?.childForFieldName('property')?.text !== 'arnForObjects')
    return null;
  const found = namedConstruct(object, scope);
  return found === null
    ? null
    : `${found.arn}/${textOf(argumentsOf(node)[0] ?? null, scope, true)}`;
}

function namedConstruct(object: Node, scope: Scope) {
  const declared = scope.lookUp(object.text, object.startIndex);
  return declared === null ? null : arnOfConstruct(declared.value, scope);
}
