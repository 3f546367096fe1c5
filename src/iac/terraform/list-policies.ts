import type { Definition } from './definitions.ts';
import { findDocument } from './find-document.ts';
import { type Block, type Expr, attributeOf, unwrapText } from './hcl.ts';
import type { Scope } from './scope.ts';

/** A policy, or a document that policies use, where a file defines it. `value` is null for a block of the data source. */
export type PolicyDefinition = {
  readonly address: string;
  readonly definition: Definition;
  readonly at: number;
  readonly value: Expr | null;
  readonly block: Block | null;
  /** How many characters IAM allows; null for a document alone. */
  readonly limit: number | null;
};

/** The policies of principals, with the quota of their documents (IAM's quotas: characters without blanks). */
const POLICY_TYPES: ReadonlyMap<string, number> = new Map([
  ['aws_iam_policy', 6144],
  ['aws_iam_role_policy', 10_240],
  ['aws_iam_user_policy', 2048],
  ['aws_iam_group_policy', 5120],
]);

/** Every policy and document of a file, in its order. */
export function listPolicies(scope: Scope): readonly PolicyDefinition[] {
  return scope.definitions.all.flatMap((definition) => {
    if (definition.kind === 'local') return fromLocal(definition, scope);
    const { block, address, start } = definition;
    const [type] = block.labels;
    if (block.type === 'data' && type === 'aws_iam_policy_document') {
      return [{ address, definition, at: start, value: null, block, limit: null }];
    }
    if (block.type !== 'resource') return [];
    if (type === 'aws_iam_role') return fromRole(definition, block);
    const limit = POLICY_TYPES.get(type ?? '');
    const value = attributeOf(block, 'policy');
    if (limit === undefined || value === undefined) return [];
    return [{ address, definition, at: start, value, block, limit }];
  });
}

function fromRole(definition: Definition, block: Block): readonly PolicyDefinition[] {
  const inline = block.blocks.filter(({ type }) => type === 'inline_policy');
  return inline.flatMap((each, n) => {
    const value = attributeOf(each, 'policy');
    const address = `${definition.address}.inline_policy[${n}]`;
    return value === undefined
      ? []
      : [{ address, definition, at: each.start, value, block: each, limit: 10_240 }];
  });
}

// Only what can be nothing else: most locals are not policies.
function fromLocal(definition: Definition, scope: Scope): readonly PolicyDefinition[] {
  if (definition.kind !== 'local') return [];
  const value = unwrapText(definition.attribute.value);
  if (!isLikeDocument(value)) return [];
  const found = findDocument(value, scope, [definition.address]);
  if (found.kind === 'block' || (found.kind === 'object' && !hasStatement(found.value.expr))) {
    return [];
  }
  const { address, start } = definition;
  return [{ address, definition, at: start, value, block: null, limit: null }];
}

function isLikeDocument(value: Expr | undefined): boolean {
  if (value?.kind === 'object') return hasStatement(value);
  if (value?.kind === 'call') return value.name === 'jsonencode' && isLikeDocument(value.args[0]);
  if (value?.kind !== 'text') return false;
  const [first] = value.parts;
  const isObject = typeof first === 'string' && first.trimStart().startsWith('{');
  return isObject && value.parts.some((p) => typeof p === 'string' && p.includes('"Statement"'));
}

function hasStatement(expr: Expr): boolean {
  return expr.kind === 'object' && expr.entries.some(({ key }) => key === 'Statement');
}
