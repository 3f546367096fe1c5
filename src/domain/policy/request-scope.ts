import type { AccessRequest } from './evaluation.ts';
import { type AccessPrincipal, accountOf, parseAccessPrincipal } from './match/access-principal.ts';
import { isAccountId, parseArn } from './match/arn.ts';

/**
 * Which rules a request falls under. `relation`: the principal's account owns the resource, another
 * account does, or the caller has no policies of its own (a service, an identity provider, anybody).
 * `guard` names resources whose own policy must always agree.
 */
export type RequestScope = {
  readonly principal: AccessPrincipal;
  readonly relation: 'same-account' | 'cross-account' | 'no-identity';
  readonly guard: 'none' | 'trust-policy' | 'key-policy';
  /** The account that owns the resource, undefined when it is only assumed. */
  readonly ownerAccount: string | undefined;
};

/**
 * Finds out which rules apply. A resource whose owner neither the request nor its ARN names is taken to
 * belong to the principal's account, as IAM's own simulator does (API Reference, SimulateCustomPolicy,
 * ResourceOwner).
 */
export function toRequestScope(request: AccessRequest): RequestScope {
  const principal = parseAccessPrincipal(request.principal);
  const arn = parseArn(request.resource);
  const named = arn !== undefined && isAccountId(arn.account) ? arn.account : undefined;
  const ownerAccount = request.resourceAccount ?? named;
  const account = accountOf(principal);
  const isOwn = ownerAccount === undefined || ownerAccount === account;
  const owned = isOwn ? 'same-account' : 'cross-account';
  const relation = account === undefined ? 'no-identity' : owned;
  return { principal, relation, guard: guardOf(request), ownerAccount };
}

// IAM User Guide, "How AWS enforcement code logic evaluates requests": role trust policies and KMS key
// policies "must explicitly allow access for principals".
function guardOf({ action, resource }: AccessRequest): RequestScope['guard'] {
  const arn = parseArn(resource);
  const service = action.slice(0, action.indexOf(':')).toLowerCase();
  if (service === 'sts' && arn?.service === 'iam' && arn.resource.startsWith('role/')) {
    return 'trust-policy';
  }
  return service === 'kms' && arn?.service === 'kms' && arn.resource.startsWith('key/')
    ? 'key-policy'
    : 'none';
}
