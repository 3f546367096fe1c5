import { type OneOrMany, type PolicyStatement, toList } from '../policy-document.ts';
import type { AccessPrincipal } from './access-principal.ts';
import { isAccountId, parseArn } from './arn.ts';

/**
 * How a Principal element names the one who asks, strongest last: not at all, by the account, by the
 * role behind the session, or directly (the user, the session, the service, or everyone). It decides
 * which other policies still limit the grant.
 * Source: IAM User Guide, "How AWS enforcement code logic evaluates requests".
 */
export const PRINCIPAL_MATCHES = ['none', 'account', 'role', 'direct'] as const;
export type PrincipalMatch = (typeof PRINCIPAL_MATCHES)[number];

/** True when a match is at least as strong as the wanted one. */
export function isAtLeast(match: PrincipalMatch, wanted: PrincipalMatch): boolean {
  return PRINCIPAL_MATCHES.indexOf(match) >= PRINCIPAL_MATCHES.indexOf(wanted);
}

/**
 * How a statement of a resource-based policy names the one who asks. A statement without either
 * element (as our readers allow in RCPs and endpoint policies) is about everyone.
 */
export function matchPrincipal(
  statement: PolicyStatement,
  principal: AccessPrincipal,
  hasBoundary: boolean,
): PrincipalMatch {
  if (statement.NotPrincipal !== undefined) {
    return isExcepted(statement, principal, hasBoundary) ? 'none' : 'direct';
  }
  if (statement.Principal === undefined) return 'direct';
  return strongest(namesOf(statement.Principal).map((name) => matchName(name, principal)));
}

// IAM User Guide, "NotPrincipal": with Deny, a principal escapes only if its account and its user, or
// its account and its role, are all listed, and never if it has a permissions boundary. With Allow
// (no longer supported) being covered in any way is enough to be left out: the closed side.
function isExcepted(
  statement: PolicyStatement,
  principal: AccessPrincipal,
  hasBoundary: boolean,
): boolean {
  const names = namesOf(statement.NotPrincipal);
  const matches = names.map((name) => matchName(name, principal));
  if (statement.Effect === 'Allow') return strongest(matches) !== 'none';
  if (names.some(({ type, name }) => type === 'AWS' && name === '*')) return true;
  if (hasBoundary) return false;
  return chainOf(principal).every((link) => matches.includes(link));
}

function chainOf(principal: AccessPrincipal): readonly PrincipalMatch[] {
  switch (principal.kind) {
    case 'role':
    case 'role-session':
      return ['account', 'role'];
    case 'user':
    case 'federated-user':
      return ['account', 'direct'];
    case 'root':
    case 'service':
    case 'identity-provider':
    case 'anonymous':
    case 'unknown':
      return ['direct'];
  }
}

type PrincipalName = { readonly type: string; readonly name: string };

function namesOf(element: unknown): readonly PrincipalName[] {
  if (element === '*') return [{ type: 'AWS', name: '*' }];
  if (typeof element !== 'object' || element === null) return [];
  return Object.entries(element).flatMap(([type, names]) =>
    toList(names as OneOrMany<unknown>).map((name) => ({ type, name: String(name) })),
  );
}

function matchName({ type, name }: PrincipalName, principal: AccessPrincipal): PrincipalMatch {
  switch (type) {
    case 'AWS':
      return name === '*' ? 'direct' : matchAwsName(name, principal);
    case 'Service':
      return principal.kind === 'service' && principal.service === name ? 'direct' : 'none';
    case 'Federated':
      return principal.kind === 'identity-provider' && principal.provider === name
        ? 'direct'
        : 'none';
    default:
      return 'none';
  }
}

// No wildcards here: "You cannot use a wildcard to match part of a principal name or ARN."
function matchAwsName(name: string, principal: AccessPrincipal): PrincipalMatch {
  if (!('account' in principal)) return 'none';
  if (name === principal.arn) return principal.kind === 'role' ? 'role' : 'direct';
  const arn = isAccountId(name)
    ? parseArn(`arn:${principal.partition}:iam::${name}:root`)
    : parseArn(name);
  if (arn === undefined || arn.service !== 'iam') return 'none';
  if (arn.account !== principal.account || arn.partition !== principal.partition) return 'none';
  if (arn.resource === 'root') return principal.kind === 'root' ? 'direct' : 'account';
  return principal.kind === 'role-session' && roleNameOf(arn.resource) === principal.name
    ? 'role'
    : 'none';
}

// A session's ARN lacks its role's path, but a role's name is unique in its account without it.
function roleNameOf(resource: string): string | undefined {
  return resource.startsWith('role/') ? resource.slice(resource.lastIndexOf('/') + 1) : undefined;
}

function strongest(matches: readonly PrincipalMatch[]): PrincipalMatch {
  return PRINCIPAL_MATCHES.findLast((match) => matches.includes(match)) ?? 'none';
}
