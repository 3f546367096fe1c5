import type { Blocker } from './evaluation.ts';
import type { Layer, PolicyLayers } from './match-layers.ts';
import { allowedBy, type StatementResult } from './policy-layer.ts';
import type { RequestScope } from './request-scope.ts';
import { allOf, anyOf, limiting, NOT_LIMITED, refused, type Verdict } from './verdict.ts';

/** Whether the policies in play allow the request, leaving their Deny statements aside. */
export function toGrant(layers: PolicyLayers, scope: RequestScope): Verdict {
  return allOf([granted(layers, scope), ...organisationLimits(layers), endpointLimit(layers)]);
}

function granted(layers: PolicyLayers, scope: RequestScope): Verdict {
  const label = scope.guard === 'trust-policy' ? 'trust-policy' : 'resource-policy';
  switch (scope.relation) {
    case 'no-identity':
      return allowedBy(layers.resource ?? [], [label]);
    case 'cross-account':
      return allOf([
        identityOf(layers, scope),
        ...callerLimits(layers),
        allowedBy(layers.resource ?? [], [label]),
      ]);
    case 'same-account':
      return scope.guard !== 'none' && layers.resource !== null
        ? grantedUnderGuard(layers, layers.resource, scope, label)
        : grantedInAccount(layers, scope);
  }
}

// Either side is enough. What the resource grants to the user or session itself, nothing on the
// caller's side limits; what it grants to the role, boundary and session policy limit. A grant to the
// account only delegates: the identity policies must still allow.
function grantedInAccount(layers: PolicyLayers, scope: RequestScope): Verdict {
  const resource = layers.resource ?? [];
  const side = anyOf([identityOf(layers, scope), allowedBy(resource, [], 'role')]);
  return anyOf([allowedBy(resource, [], 'direct'), allOf([side, ...callerLimits(layers)])]);
}

// Trust and key policies: the identity policies count only as far as the resource's policy hands the
// decision to the account.
function grantedUnderGuard(
  layers: PolicyLayers,
  resource: readonly StatementResult[],
  scope: RequestScope,
  label: Blocker,
): Verdict {
  const delegated = allOf([identityOf(layers, scope), allowedBy(resource, [label])]);
  const side = anyOf([allowedBy(resource, [], 'role'), delegated]);
  return anyOf([allowedBy(resource, [], 'direct'), allOf([side, ...callerLimits(layers)])]);
}

function identityOf(layers: PolicyLayers, { principal }: RequestScope): Verdict {
  // "all requests are implicitly denied with the exception of the AWS account root user".
  if (principal.kind === 'root') return NOT_LIMITED;
  return allowedBy(layers.identity ?? [], ['identity-policy']);
}

function callerLimits({ boundary, session }: PolicyLayers): readonly Verdict[] {
  return [limit(boundary, 'boundary'), limit(session, 'session-policy')];
}

function endpointLimit({ endpoint }: PolicyLayers): Verdict {
  return limit(endpoint, 'vpce-policy');
}

function limit(layer: Layer, blocker: Blocker): Verdict {
  return layer === null ? NOT_LIMITED : limiting(allowedBy(layer, [blocker]));
}

// "an Allow at every level": AWS Organizations User Guide, "SCP evaluation". Levels given as an empty
// list allow nothing. RCPs cannot withhold an Allow: RCPFullAWSAccess is attached at every level and
// cannot be detached, so a level that lists no Allow at all is one from which it was left out.
function organisationLimits({ scps, rcps }: PolicyLayers): readonly Verdict[] {
  const atScps = scps?.map((level) => limit(level, 'scp')) ?? [];
  const none = scps?.length === 0 ? [refused('scp')] : [];
  const atRcps = rcps?.filter(hasAllow).map((level) => limit(level, 'rcp')) ?? [];
  return [...atScps, ...none, ...atRcps];
}

function hasAllow(level: readonly StatementResult[]): boolean {
  return level.some(({ effect }) => effect === 'Allow');
}
