import { toPolicyResource } from '../permission/policy-resource.ts';
import type { RequiredPermission } from '../permission/required-permission.ts';
import type { PolicyStatement } from '../policy/policy-document.ts';
import type { Denial } from './denial.ts';
import type { Refusal } from './diagnosis.ts';

/** The statement that would cure a denial, or why none can be written. */
export type Draft =
  | { readonly kind: 'drafted'; readonly statement: PolicyStatement }
  | { readonly kind: 'refused'; readonly code: Refusal };

/**
 * Writes the smallest Allow for what a denial lacked. Several actions share a statement only if they
 * lacked the same resources: otherwise it would allow each of them on the others' resources.
 */
export function draftStatement(denial: Denial): Draft {
  const [first, ...others] = denial.required;
  if (first === undefined) return { kind: 'refused', code: 'unknown-action' };
  if (others.some((other) => !isSameList(other.resources, first.resources)))
    return { kind: 'refused', code: 'unknown-resource' };
  const place = {
    partition: denial.principal.arn?.split(':', 2)[1] ?? 'aws',
    account: denial.account ?? denial.principal.arn?.split(':', 5)[4] ?? null,
    literal: denial.required.some(({ literal }) => literal === true),
    ...(others.length === 0 && { action: first.action }),
  };
  // AWS leaves the resource out for actions that have none; the guardrail refuses `*` for all others.
  const named = first.resources.length > 0 ? first.resources : ['*'];
  const resources = named.map((resource) => toPolicyResource(resource, place));
  if (resources.some(({ kind }) => kind === 'unwritable'))
    return { kind: 'refused', code: 'malformed-resource' };
  const known = resources.flatMap((one) => (one.kind === 'resource' ? [one.resource] : []));
  if (known.length < named.length) return { kind: 'refused', code: 'unknown-resource' };
  const { condition } = first;
  const statement = toStatement(denial.required, known);
  if (condition === undefined || others.length > 0) return { kind: 'drafted', statement };
  const { key, value } = condition;
  return {
    kind: 'drafted',
    statement: { ...statement, Condition: { StringEquals: { [key]: value } } },
  };
}

function toStatement(
  required: readonly RequiredPermission[],
  resources: readonly string[],
): PolicyStatement {
  const actions = [...new Set(required.map(({ action }) => action))].sort();
  return { Sid: toSid(actions), Effect: 'Allow', Action: actions, Resource: resources };
}

// IAM takes letters and digits only (IAM User Guide, "Sid"); names are kept short enough for a table.
const MAX_SID_LENGTH = 64;

/** The same actions give the same Sid: `AllowDynamodbScan`. */
function toSid(actions: readonly string[]): string {
  const words = actions.flatMap((action) => action.split(/[^A-Za-z0-9]/));
  const name = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  return `Allow${name}`.slice(0, MAX_SID_LENGTH);
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((resource, index) => resource === other[index]);
}
