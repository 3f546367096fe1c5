import type { Node } from 'web-tree-sitter';
import { UNKNOWN } from '../cloudformation/template-text.ts';
import type { Term } from '../policy-model.ts';
import { OWN_ROLES } from './construct-kinds.ts';
import { type Scope, textOf } from './evaluate.ts';
import { argumentsOf, stringOf, unwrap, valueOf } from './syntax.ts';

/** A role of a file: a construct of its own, one that another construct makes, or one that exists already. */
export type CdkRole = { readonly address: string; readonly at: number; readonly name: Term };

const IMPORTED: ReadonlySet<string> = new Set(['fromRoleName', 'fromRoleArn']);
const LONGEST_WAY = 4;

/** The role that an expression stands for; null where the file does not tell. */
export function roleOf(expression: Node | null, scope: Scope, step = 0): CdkRole | null {
  const node = unwrap(expression);
  if (node === null || step > LONGEST_WAY) return null;
  const declared = scope.lookUp(node.text, node.startIndex);
  if (declared !== null) {
    return (
      madeRole(declared.value, declared.address, scope) ?? roleOf(declared.value, scope, step + 1)
    );
  }
  if (node.type === 'new_expression' || node.type === 'call_expression') {
    return madeRole(node, `role:${idOf(node)}`, scope);
  }
  return node.type === 'member_expression' ? memberRole(node, scope, step) : null;
}

/** The role that `new iam.Role(…)` or `iam.Role.fromRoleName(…)` makes. */
export function madeRole(node: Node, address: string, scope: Scope): CdkRole | null {
  const at = node.startIndex;
  if (node.type === 'new_expression') {
    if (scope.nameClass(node.childForFieldName('constructor')) !== 'aws-iam.Role') return null;
    const name = valueOf(unwrap(argumentsOf(node)[2] ?? null), 'roleName');
    return { address, at, name: name === null ? generated(idOf(node)) : named(name, scope) };
  }
  const callee = node.type === 'call_expression' ? node.childForFieldName('function') : null;
  const method = callee?.childForFieldName('property')?.text ?? '';
  const isRole = scope.nameClass(callee?.childForFieldName('object') ?? null) === 'aws-iam.Role';
  const name = argumentsOf(node)[2];
  if (!isRole || !IMPORTED.has(method) || name === undefined) return null;
  return { address, at, name: named(name, scope) };
}

/** `taskDefinition.taskRole`, `fn.role`. */
function memberRole(node: Node, scope: Scope, step: number): CdkRole | null {
  const object = unwrap(node.childForFieldName('object'));
  const declared = object === null ? null : scope.lookUp(object.text, object.startIndex);
  const property = node.childForFieldName('property')?.text ?? '';
  return declared === null
    ? null
    : ownRoleOf(declared.value, declared.address, property, scope, step);
}

/** The role that a construct has as one of its properties: the one that it was given, or one of its own. */
export function ownRoleOf(
  construct: Node,
  key: string,
  property: string,
  scope: Scope,
  step = 0,
): CdkRole | null {
  if (construct.type !== 'new_expression') return null;
  const kind = scope.nameClass(construct.childForFieldName('constructor')) ?? '';
  const own = OWN_ROLES.get(kind)?.find((each) => each.property === property);
  if (own === undefined) return null;
  const given = valueOf(unwrap(argumentsOf(construct)[2] ?? null), own.property);
  if (given !== null) return roleOf(given, scope, step + 1);
  const name = generated(idOf(construct) + own.id);
  return { address: `${key}.${own.property}`, at: construct.startIndex, name };
}

/** The role as the principal of its policies. */
export function toRoleTerm({ address, name }: CdkRole): Term {
  const arn = name.kind === 'literal' ? `arn:*:iam::*:role/${name.value}` : name.arn;
  return { kind: 'expression', source: address, arn };
}

/** A construct's id within its scope. */
export function idOf(construct: Node): string {
  return stringOf(argumentsOf(construct)[1] ?? null) ?? '*';
}

function named(node: Node, scope: Scope): Term {
  const text = textOf(node, scope);
  if (!text.includes(UNKNOWN)) return { kind: 'literal', value: text };
  const arn = `arn:*:iam::*:role/${text.replaceAll(UNKNOWN, '*')}`;
  return { kind: 'expression', source: node.text, arn };
}

// The stack's name, the ids from the stack down without signs, eight characters of a hash, and some by chance.
function generated(id: string): Term {
  const arn = `arn:*:iam::*:role/*-*${id.replaceAll(/[^A-Za-z0-9*]/g, '')}????????-*`;
  return { kind: 'expression', source: id, arn };
}
