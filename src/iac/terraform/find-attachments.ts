import type { AttachmentSite } from '../editor.ts';
import type { Term } from '../policy-model.ts';
import type { Definition } from './definitions.ts';
import { sourceOf, toTerm } from './evaluate.ts';
import { type Block, type Expr, attributeOf, unwrapText } from './hcl.ts';
import type { Scope } from './scope.ts';

/** Which attributes of a resource name policies and roles. */
const JOINS: ReadonlyMap<string, { readonly policy: string; readonly role: string }> = new Map([
  ['aws_iam_role_policy_attachment', { policy: 'policy_arn', role: 'role' }],
  ['aws_iam_policy_attachment', { policy: 'policy_arn', role: 'roles' }],
  ['aws_iam_role_policy_attachments_exclusive', { policy: 'policy_arns', role: 'role_name' }],
]);

/** The definitions of a file that join policies to roles, and the policies that a role names itself. */
export function findAttachments(scope: Scope): readonly AttachmentSite[] {
  return scope.definitions.all.flatMap((definition) => {
    if (definition.kind === 'local' || definition.block.type !== 'resource') return [];
    const { block } = definition;
    const [type] = block.labels;
    if (type === 'aws_iam_role') return fromRole(definition, block, scope);
    const join = JOINS.get(type ?? '');
    if (join === undefined) return [];
    const policies = valuesOf(attributeOf(block, join.policy), block, scope);
    const roles = valuesOf(attributeOf(block, join.role), block, scope);
    return cross(policies, roles, scope);
  });
}

function fromRole({ address }: Definition, block: Block, scope: Scope): readonly AttachmentSite[] {
  const role: Term = { kind: 'expression', source: address, arn: null };
  return valuesOf(attributeOf(block, 'managed_policy_arns'), block, scope).map((policy) => ({
    policy: toReference(policy, scope),
    role,
  }));
}

const MAX_PAIRS = 10_000;

function cross(
  policies: readonly Expr[],
  roles: readonly Expr[],
  scope: Scope,
): readonly AttachmentSite[] {
  if (policies.length * roles.length > MAX_PAIRS) return [];
  return policies.flatMap((policy) =>
    roles.map((role) => ({ policy: toReference(policy, scope), role: toReference(role, scope) })),
  );
}

/** What an attribute stands for, one by one: items of a list, values of a loop, branches of a condition. */
function valuesOf(expr: Expr | undefined, block: Block, scope: Scope, steps = 0): readonly Expr[] {
  if (expr === undefined || steps > 10) return [];
  const value = unwrapText(expr);
  const follow = (next: Expr | undefined | null) =>
    valuesOf(next ?? undefined, block, scope, steps + 1);
  switch (value.kind) {
    case 'list':
      return value.items.flatMap(follow);
    case 'object':
      return value.entries.flatMap((entry) => follow(entry.value));
    case 'conditional':
      return value.branches.flatMap(follow);
    case 'call':
      return PASSED_ON.has(value.name) ? value.args.flatMap(follow) : [];
    case 'reference': {
      const [kind, name] = value.steps;
      if (kind === 'local' && value.steps.length === 2) return follow(scope.local(name!));
      if (kind !== 'each' || steps > 0) return [value];
      const loop = attributeOf(block, 'for_each');
      return name === 'value' || isSet(loop) ? follow(loop) : [];
    }
    case 'text':
      return [value];
    case 'loop':
    case 'other':
      return [];
  }
}

const PASSED_ON: ReadonlySet<string> = new Set(['toset', 'tolist', 'concat', 'compact', 'flatten']);

function isSet(loop: Expr | undefined): boolean {
  return loop?.kind === 'call';
}

/** A role or policy as a term; a reference stays one, since its address says more than its name. */
export function toReference(expr: Expr, scope: Scope): Term {
  const seen = { expr, view: scope.file };
  return unwrapText(expr).kind === 'reference'
    ? { kind: 'expression', source: sourceOf(seen, scope), arn: null }
    : toTerm(seen, scope);
}
