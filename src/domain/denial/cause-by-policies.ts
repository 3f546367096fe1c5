import { evaluateRequest } from '../policy/evaluate.ts';
import type { Blocker } from '../policy/evaluation.ts';
import type { PrincipalPolicies } from '../policy/principal-policies.ts';
import { toPolicySet } from '../policy/to-policy-set.ts';
import type { Cause } from './cause.ts';
import type { Denial } from './denial.ts';

/**
 * The denial with the cause that its principal's policies prove, where its decoded message tells only whether a Deny
 * matched. Only what AWS says and the policies say alike is taken; everything else stays `unspecified`.
 */
export function withCauseByPolicies(denial: Denial, principal: PrincipalPolicies): Denial {
  const { cause, decoded, required } = denial;
  const [permission, ...others] = required;
  if (cause !== 'unspecified' || decoded === undefined) return denial;
  if (permission === undefined || others.length > 0) return denial;
  const { decision, blockedBy } = evaluateRequest(
    {
      principal: principal.principal.arn,
      action: permission.action,
      resource: permission.resources[0] ?? '*',
      context: denial.context,
    },
    toPolicySet(principal),
  );
  if (decision !== (decoded.explicitDeny ? 'explicit-deny' : 'implicit-deny')) return denial;
  const proven = causeOf(blockedBy, decoded.explicitDeny);
  return proven === undefined ? denial : { ...denial, cause: proven };
}

// A boundary that stands in the way too is what an Allow would not cure, so it comes first.
function causeOf(blockedBy: readonly Blocker[], explicitDeny: boolean): Cause | undefined {
  if (blockedBy.includes('boundary'))
    return explicitDeny ? 'boundary-explicit-deny' : 'boundary-missing';
  const isIdentity = blockedBy.length === 1 && blockedBy[0] === 'identity-policy';
  if (!isIdentity) return undefined;
  return explicitDeny ? 'identity-policy-explicit-deny' : 'identity-policy-missing';
}
