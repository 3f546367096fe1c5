import { wildcardMatches } from '../policy/match/wildcard.ts';
import { parseIamArn } from '../principal/iam-arn.ts';
import type { Denial } from './denial.ts';

/** A rule of people: denials of these roles and actions are no findings. `until` is the last day (`2026-03-31`). */
export type IgnoreRule = {
  readonly role: string | null;
  readonly action: string | null;
  readonly until: string | null;
};

/** Whose denials are taken in; roles and actions are patterns with `*` and `?`. */
export type Scope = {
  readonly accounts: readonly string[];
  readonly roles: readonly string[];
  readonly ecsOnly: boolean;
  readonly ignore: readonly IgnoreRule[];
};

/** Why a denial is not taken in. */
export const OUT_OF_SCOPE = {
  'account-not-managed': 'the account that recorded it is not in the configuration',
  'foreign-caller': 'the caller belongs to an account that is not managed',
  'own-role': 'it is a role of this product',
  'role-out-of-scope': 'the role is not in scope',
  'not-of-ecs': 'no ECS task holds the role',
  ignored: 'a rule says to ignore it',
} as const;
export type ScopeVerdict = 'in-scope' | keyof typeof OUT_OF_SCOPE;

/** The path and the beginning of the name of every role that the product runs with; a session's ARN has no path. */
const OWN_PATH = '/rolemender/';
const OWN_NAME = 'rolemender-';

/** True for a role of the product itself: what it is denied is for its operators, and it never mends itself. */
export function isOwnRole(principalArn: string): boolean {
  const role = parseIamArn(principalArn);
  if (role?.type !== 'role') return false;
  return role.path.startsWith(OWN_PATH) || role.name.startsWith(OWN_NAME);
}

/** Whether a denial is taken in. `at` is the time now (ISO 8601 UTC), by which rules end. */
export function judgeScope(denial: Denial, scope: Scope, at: string): ScopeVerdict {
  const { account, principal, ecs, required } = denial;
  const { arn } = principal;
  const caller = arn === null ? null : (parseIamArn(arn)?.account ?? null);
  const recorded = account ?? caller;
  if (recorded === null || !scope.accounts.includes(recorded)) return 'account-not-managed';
  if (caller !== null && !scope.accounts.includes(caller)) return 'foreign-caller';
  if (arn !== null && isOwnRole(arn)) return 'own-role';
  if (!scope.roles.some((pattern) => matchesRole(pattern, arn))) return 'role-out-of-scope';
  if (scope.ecsOnly && ecs === null && principal.ecsRole === null) return 'not-of-ecs';
  const actions = required.map(({ action }) => action);
  const isIgnored = scope.ignore.some((rule) => matchesRule(rule, arn, actions, at));
  return isIgnored ? 'ignored' : 'in-scope';
}

// Where every role of an account is in scope, so are its users and callers that the event does not name.
function matchesRole(pattern: string, arn: string | null): boolean {
  const isEveryRole = pattern.endsWith(':role/*');
  if (arn === null) return isEveryRole;
  if (wildcardMatches(pattern, arn)) return true;
  const wanted = parseIamArn(pattern);
  const named = parseIamArn(arn);
  if (named?.type !== 'role') {
    return isEveryRole && wildcardMatches(wanted?.account ?? '', named?.account ?? '');
  }
  // A session's ARN lacks the role's path, so the name alone must do where the pattern names a path.
  return (
    wanted?.type === 'role' &&
    named.path === '/' &&
    wildcardMatches(wanted.account, named.account) &&
    wildcardMatches(wanted.name, named.name)
  );
}

// Every denied action must be meant: a rule about one does not hide another that came with it.
function matchesRule(
  { role, action, until }: IgnoreRule,
  arn: string | null,
  actions: readonly string[],
  at: string,
): boolean {
  if (until !== null && at.slice(0, 10) > until) return false;
  if (role !== null && !(arn !== null && matchesRole(role, arn))) return false;
  if (action === null) return role !== null;
  const pattern = action.toLowerCase();
  return actions.length > 0 && actions.every((one) => wildcardMatches(pattern, one.toLowerCase()));
}
