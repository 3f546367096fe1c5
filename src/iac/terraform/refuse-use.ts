import type { UnsupportedReason } from '../editor.ts';
import type { PolicyDefinition } from './list-policies.ts';
import type { ReadPolicy } from './read-policy.ts';
import type { Scope } from './scope.ts';
import { isRepeated, isSharedBy, usersOf } from './uses.ts';

/**
 * Why a document must not grow for the sake of one policy: several use it, or it is no policy of a principal.
 * `via` are the definitions between the policy and the text.
 */
export function refusalOfUse(
  { definition }: PolicyDefinition,
  via: readonly string[],
  scope: Scope,
): UnsupportedReason | null {
  const users = new Set(via.flatMap((address) => usersOf(address, scope.uses)));
  const isTrust = [...users].some((user) => user.endsWith('.assume_role_policy'));
  if (users.size <= 1 && isTrust) return 'trust-policy';
  if (isRepeated(definition) || isSharedBy([...users])) return 'shared-policy';
  return [...users].some(isOfResource) ? 'resource-policy' : null;
}

/** Why a document cannot be one of a principal: it says who may do something. */
export function refusalOfPrincipal(policy: ReadPolicy): UnsupportedReason | null {
  const statement = policy.statements.find(({ hasPrincipal }) => hasPrincipal);
  if (statement === undefined) return null;
  const isTrust = statement.model.actions.terms.some(
    (term) => term.kind === 'literal' && term.value.toLowerCase().startsWith('sts:assumerole'),
  );
  return isTrust ? 'trust-policy' : 'resource-policy';
}

function isOfResource(user: string): boolean {
  return user.startsWith('aws_') && !user.startsWith('aws_iam_');
}
