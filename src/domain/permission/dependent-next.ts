import { memoiseText } from '../../kernel/memo.ts';
import { riskOf } from '../policy/guardrails.ts';
import type { NamedArns } from './likely-next.ts';
import type { RequiredPermission } from './required-permission.ts';

/** The actions that AWS lists as needed beside one; none where the action is not known. */
export type DependentActions = (action: string) => readonly string[];

// AWS lists up to forty for one action, most of them for some of its uses only.
const MOST_OFFERED = 12;
const NOTHING: readonly RequiredPermission[] = [];

/**
 * What AWS lists as needed beside the actions that were denied, without what is `known` already. A role is
 * passed and a key is used only where the call names it; what would alone raise its holder's permissions is
 * never offered, and nothing on `*`: where the resource is not known, none is named.
 */
export function dependentNext(
  required: readonly RequiredPermission[],
  known: readonly RequiredPermission[],
  dependentsOf: DependentActions,
  named: () => NamedArns,
): readonly RequiredPermission[] {
  if (!required.some(({ action }) => dependentsOf(action).length > 0)) return NOTHING;
  const seen = new Set([...required, ...known].map(({ action }) => action.toLowerCase()));
  const next: RequiredPermission[] = [];
  for (const { action, basis } of required) {
    if (basis === 'unknown') continue;
    for (const dependent of dependentsOf(action)) {
      const name = dependent.toLowerCase();
      const resources = seen.has(name) ? undefined : resourcesOf(name, named);
      seen.add(name);
      if (resources === undefined || isAloneEnough(dependent)) continue;
      const confidence = resources.length > 0 ? 'medium' : 'low';
      next.push({ action: dependent, resources, basis: 'catalog', confidence });
    }
  }
  return next.slice(0, MOST_OFFERED);
}

/** Undefined for what depends on something that the call does not name. */
function resourcesOf(name: string, named: () => NamedArns): readonly string[] | undefined {
  const arns = name.startsWith('kms:')
    ? named().kmsKeys
    : name === 'iam:passrole'
      ? named().roles
      : [];
  const isNeeded = name.startsWith('kms:') || name === 'iam:passrole';
  return isNeeded && arns.length === 0 ? undefined : arns;
}

const isAloneEnough = memoiseText(
  (action) => riskOf({ Effect: 'Allow', Action: action, Resource: '*' }).tier === 0,
  { most: 1000, longest: 128 },
);
