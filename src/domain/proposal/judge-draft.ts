import { evaluateRequest } from '../policy/evaluate.ts';
import type { Evaluation } from '../policy/evaluation.ts';
import type { ManagedPolicy, PrincipalPolicies } from '../policy/principal-policies.ts';
import { toPolicySet } from '../policy/to-policy-set.ts';
import type { Draft } from './draft.ts';

/** Which needs of a draft would still be denied after it was applied, with the reason as a sentence. */
export function judgeDraft(
  principal: PrincipalPolicies,
  draft: Draft,
): readonly { readonly findingId: string; readonly reason: string }[] {
  const after = toPolicySet(withDraft(principal, draft));
  return draft.needs.flatMap(({ findingId, requests }) => {
    const failing = requests
      .map((request) => evaluateRequest(request, after))
      .find(({ decision }) => decision === 'implicit-deny' || decision === 'explicit-deny');
    return failing ? [{ findingId, reason: reasonOf(failing) }] : [];
  });
}

function reasonOf({ decision, blockedBy }: Evaluation): string {
  const blocker = blockedBy[0] ?? 'identity-policy';
  return decision === 'explicit-deny'
    ? `a Deny in the ${blocker} forbids it, and no Allow overrides a Deny`
    : `the ${blocker} does not allow it either, so this Allow would not help`;
}

function withDraft(
  principal: PrincipalPolicies,
  { target, targetDocument }: Draft,
): PrincipalPolicies {
  switch (target.kind) {
    case 'managed': {
      const managed = principal.managed.map((policy) =>
        policy.arn === target.policyArn ? { ...policy, document: targetDocument } : policy,
      );
      return { ...principal, managed };
    }
    case 'inline': {
      const others = principal.inline.filter(({ name }) => name !== target.policyName);
      const principalArn = principal.principal.arn;
      const edited = { principalArn, name: target.policyName, document: targetDocument };
      return { ...principal, inline: [...others, edited] };
    }
    case 'new-managed':
      return {
        ...principal,
        managed: [...principal.managed, newPolicy(target.policyArn, targetDocument)],
      };
  }
}

function newPolicy(arn: string, document: Draft['targetDocument']): ManagedPolicy {
  return {
    arn,
    id: '',
    name: arn.slice(arn.lastIndexOf('/') + 1),
    path: '',
    awsManaged: false,
    defaultVersionId: 'v1',
    document,
    versions: [],
    attachedTo: [],
    boundaryOf: [],
  };
}
