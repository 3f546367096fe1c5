import { coversAction, isPlainAllow } from './coverage.ts';
import {
  type PolicyDocument,
  type PolicyStatement,
  statementsOf,
  toList,
} from './policy-document.ts';
import type { InlinePolicy, ManagedPolicy, PrincipalPolicies } from './principal-policies.ts';

/** A policy that could take a statement. `sharedWith` are the other principals that hold it too. */
export type Candidate = {
  readonly relevance: number;
  readonly sharedWith: readonly string[];
} & (
  | { readonly kind: 'managed'; readonly policy: ManagedPolicy }
  | { readonly kind: 'inline'; readonly policy: InlinePolicy }
);

export type TargetChoice = {
  /** Policies to edit, best first; empty when a separate policy must be made. */
  readonly editable: readonly Candidate[];
  /** Principals that would be affected by editing the policy that fits best; why a separate one is offered. */
  readonly blastRadius: readonly string[];
};

/**
 * Which policy of a principal should take a statement: the one that already speaks of its resource,
 * else of its service. Never an AWS managed policy, nor one that is also a boundary; a policy that
 * others hold is not edited for one of them, even when it fits best: then nothing is editable.
 */
export function chooseTarget(
  principal: PrincipalPolicies,
  statement: PolicyStatement,
): TargetChoice {
  const candidates = [
    ...principal.managed
      .filter((policy) => !policy.awsManaged && policy.boundaryOf.length === 0)
      .map((policy) => managedCandidate(principal, policy, statement)),
    ...principal.inline.map((policy) => inlineCandidate(policy, statement)),
  ].toSorted(byFitness);
  const best = candidates[0];
  if (best === undefined) return { editable: [], blastRadius: [] };
  if (best.sharedWith.length > 0 && best.relevance > 0) {
    return { editable: [], blastRadius: best.sharedWith };
  }
  return { editable: candidates.filter((c) => c.sharedWith.length === 0), blastRadius: [] };
}

function managedCandidate(
  { principal }: PrincipalPolicies,
  policy: ManagedPolicy,
  statement: PolicyStatement,
): Candidate {
  const sharedWith = policy.attachedTo.filter((arn) => arn !== principal.arn);
  return {
    kind: 'managed',
    policy,
    sharedWith,
    relevance: relevanceOf(policy.document, statement),
  };
}

function inlineCandidate(policy: InlinePolicy, statement: PolicyStatement): Candidate {
  return {
    kind: 'inline',
    policy,
    sharedWith: [],
    relevance: relevanceOf(policy.document, statement),
  };
}

/** 3: an Allow of the same service on the same resources; 2: on one of them; 1: the same service; 0: none. */
export function relevanceOf(document: PolicyDocument, addition: PolicyStatement): number {
  const wanted = toList(addition.Resource);
  const services = toList(addition.Action).map((action) => `${action.split(':', 1)[0]}:*`);
  const scores = statementsOf(document)
    .filter(isPlainAllow)
    .filter(({ Action }) =>
      toList(Action).some((own) => services.some((s) => coversAction(s, own))),
    )
    .map(({ Resource }) => {
      const own = toList(Resource);
      const shared = wanted.filter((resource) => own.includes(resource)).length;
      if (shared === wanted.length && own.length === shared) return 3;
      return shared > 0 ? 2 : 1;
    });
  return Math.max(0, ...scores);
}

function byFitness(a: Candidate, b: Candidate): number {
  if (a.relevance !== b.relevance) return b.relevance - a.relevance;
  if ((a.sharedWith.length === 0) !== (b.sharedWith.length === 0))
    return a.sharedWith.length === 0 ? -1 : 1;
  if (a.kind !== b.kind) return a.kind === 'managed' ? -1 : 1;
  return a.policy.name < b.policy.name ? -1 : 1;
}
