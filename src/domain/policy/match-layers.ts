import type { Blocker, PolicySet } from './evaluation.ts';
import { isServiceLinkedRole } from './match/access-principal.ts';
import type { StatementSubject } from './match/statement.ts';
import type { PolicyDocument } from './policy-document.ts';
import { matchDocuments, type StatementResult } from './policy-layer.ts';
import type { RequestScope } from './request-scope.ts';

/** The statements of one policy type; null when the type is not in play. */
export type Layer = readonly StatementResult[] | null;

/** Every policy type in play, matched against the request. SCPs and RCPs have one list a level. */
export type PolicyLayers = {
  readonly identity: Layer;
  readonly boundary: Layer;
  readonly session: Layer;
  readonly scps: readonly (readonly StatementResult[])[] | null;
  readonly rcps: readonly (readonly StatementResult[])[] | null;
  readonly resource: Layer;
  readonly endpoint: Layer;
  /** Every statement of every layer. */
  readonly all: readonly StatementResult[];
};

/**
 * Matches the policies that apply to the caller: root has no identity policies and no boundary, a
 * caller without identity has neither those nor SCPs, and SCPs and RCPs spare service-linked roles.
 * Source: AWS Organizations User Guide, "Service control policies" and "Resource control policies".
 */
export function matchLayers(
  policies: PolicySet,
  scope: RequestScope,
  subject: StatementSubject,
): PolicyLayers {
  const { principal, relation, guard } = scope;
  const hasIdentity = relation !== 'no-identity';
  const hasAttached = hasIdentity && principal.kind !== 'root';
  const isSpared = isServiceLinkedRole(principal);
  const layer = (type: Blocker, documents: Documents, namesPrincipals = false): Layer =>
    documents ? matchDocuments(type, documents, namesPrincipals, subject) : null;
  const levels = (type: Blocker, lists: Levels, namesPrincipals: boolean): PolicyLayers['scps'] =>
    lists && !isSpared ? matchLevels(type, lists, namesPrincipals, subject) : null;
  const resourceType = guard === 'trust-policy' ? 'trust-policy' : 'resource-policy';
  const layers = {
    identity: layer('identity-policy', hasAttached ? policies.identityPolicies : null),
    boundary: layer('boundary', hasAttached ? policies.permissionsBoundary : null),
    session: layer('session-policy', hasIdentity ? policies.sessionPolicies : null),
    scps: levels('scp', hasIdentity ? policies.serviceControlPolicies : null, false),
    rcps: levels('rcp', policies.resourceControlPolicies, true),
    resource: layer(resourceType, listOf(policies.resourcePolicy), true),
    endpoint: layer('vpce-policy', listOf(policies.vpcEndpointPolicy), true),
  };
  const { identity, boundary, session, scps, rcps, resource, endpoint } = layers;
  const single = [identity, boundary, session, resource, endpoint];
  const all = [...single, ...(scps ?? []), ...(rcps ?? [])].flatMap((results) => results ?? []);
  return { ...layers, all };
}

type Documents = readonly PolicyDocument[] | null | undefined;
type Levels = readonly (readonly PolicyDocument[])[] | null | undefined;

function listOf(document: PolicyDocument | null | undefined): Documents {
  return document ? [document] : null;
}

function matchLevels(
  type: Blocker,
  levels: readonly (readonly PolicyDocument[])[],
  namesPrincipals: boolean,
  subject: StatementSubject,
): readonly (readonly StatementResult[])[] {
  let first = 0;
  return levels.map((documents) => {
    const results = matchDocuments(type, documents, namesPrincipals, subject, first);
    first += documents.length;
    return results;
  });
}
