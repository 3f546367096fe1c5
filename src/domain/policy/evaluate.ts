import {
  type AccessRequest,
  type Blocker,
  BLOCKERS,
  type DecidingStatement,
  type Evaluation,
  type PolicySet,
} from './evaluation.ts';
import { toGrant } from './grant.ts';
import { matchLayers, type PolicyLayers } from './match-layers.ts';
import { possibleDeny, sureDenies } from './policy-layer.ts';
import { createRequestContext } from './request-context.ts';
import { toRequestScope } from './request-scope.ts';
import { allOf, NOT_LIMITED, type Verdict } from './verdict.ts';

/**
 * Judges a request by the policies in play, with AWS's rules and without AWS. What depends on a
 * condition key that we were not told is unknown, and the answer is `cannot-tell` only if it turns on
 * that. Never throws, and is pure.
 * Source: IAM User Guide, "Policy evaluation logic".
 */
export function evaluateRequest(request: AccessRequest, policies: PolicySet): Evaluation {
  const scope = toRequestScope(request);
  const context = createRequestContext(request, scope.principal, scope.ownerAccount);
  const { action, resource } = request;
  const hasBoundary = (policies.permissionsBoundary ?? null) !== null;
  const subject = { principal: scope.principal, hasBoundary, action, resource, context };
  const layers = matchLayers(policies, scope, subject);
  return decide(toGrant(layers, scope), layers);
}

function decide(grant: Verdict, layers: PolicyLayers): Evaluation {
  const everything = layers.all;
  const denies = sureDenies(everything);
  if (denies.length > 0) {
    const blockers = [...grant.blockers, ...denies.map(({ type }) => type)];
    return evaluation('explicit-deny', blockers, denies, []);
  }
  if (grant.value === false) return evaluation('implicit-deny', grant.blockers, [], []);
  const verdict = allOf([grant, possibleDeny(everything) ?? NOT_LIMITED]);
  const decision = verdict.value === null ? 'cannot-tell' : 'allowed';
  return evaluation(decision, [], verdict.statements, verdict.missing);
}

function evaluation(
  decision: Evaluation['decision'],
  blockers: readonly Blocker[],
  statements: readonly DecidingStatement[],
  missing: readonly string[],
): Evaluation {
  return {
    decision,
    blockedBy: BLOCKERS.filter((blocker) => blockers.includes(blocker)),
    deciding: [...new Set(statements)],
    missingContext: withoutRepeats(missing),
  };
}

// Keys compare without regard to case; the first spelling is the one shown.
function withoutRepeats(keys: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  for (const key of keys) if (!first.has(key.toLowerCase())) first.set(key.toLowerCase(), key);
  return [...first.values()];
}
