import { digestOf } from '../../kernel/digest.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import type { ManagedPolicy, PrincipalPolicies } from '../policy/principal-policies.ts';
import type { Proposal } from '../proposal/proposal.ts';

/** How the account stands to a proposal right now. */
export type BaseCheck =
  /** The target is as it was when the proposal was made. */
  | { readonly kind: 'unchanged' }
  /** The target holds the proposed document already: an earlier attempt got that far. */
  | { readonly kind: 'already-applied' }
  /** Somebody changed the target, or the principal is another one; `reason` is a sentence. */
  | { readonly kind: 'stale'; readonly reason: string };

const stale = (reason: string): BaseCheck => ({ kind: 'stale', reason });

/** Compares principal, target and base by unique ids and digests, never by name alone: names are reused. */
export function checkBase(
  { target, targetDocument, principalId }: Proposal,
  principal: PrincipalPolicies | undefined,
): BaseCheck {
  if (principal === undefined) return stale('the role or user is gone');
  if (principal.principal.id !== principalId) return stale('the role or user was recreated');
  switch (target.kind) {
    case 'managed': {
      const policy = principal.managed.find(({ arn }) => arn === target.policyArn);
      if (policy === undefined) return stale('the policy is no longer attached');
      if (policy.id !== target.policyId) return stale('the policy was recreated');
      return checkManaged(policy, target.baseVersionId, target.baseDocument, targetDocument);
    }
    case 'inline': {
      const policy = principal.inline.find(({ name }) => name === target.policyName);
      return checkDocument(policy?.document ?? null, target.baseDocument, targetDocument);
    }
    case 'new-managed': {
      const policy = principal.managed.find(({ arn }) => arn === target.policyArn);
      return checkDocument(policy?.document ?? null, null, targetDocument);
    }
  }
}

function checkManaged(
  policy: ManagedPolicy,
  baseVersionId: string,
  base: PolicyDocument,
  wanted: PolicyDocument,
): BaseCheck {
  // What stands already needs no write, whoever else holds the policy by now.
  if (isSameDocument(policy.document, wanted)) return { kind: 'already-applied' };
  if (policy.attachedTo.length > 1) return stale('the policy was attached to others meanwhile');
  if (policy.boundaryOf.length > 0) return stale('the policy became a permissions boundary');
  if (policy.defaultVersionId !== baseVersionId || !isSameDocument(policy.document, base)) {
    return stale(
      `its default version is ${policy.defaultVersionId} now, no longer ${baseVersionId}`,
    );
  }
  return { kind: 'unchanged' };
}

function checkDocument(
  current: PolicyDocument | null,
  base: PolicyDocument | null,
  wanted: PolicyDocument,
): BaseCheck {
  if (current !== null && isSameDocument(current, wanted)) return { kind: 'already-applied' };
  if (current === null && base === null) return { kind: 'unchanged' };
  if (current !== null && base !== null && isSameDocument(current, base))
    return { kind: 'unchanged' };
  return stale('the policy was changed meanwhile');
}

/** Whether two documents are equal whatever their key order. */
export function isSameDocument(a: PolicyDocument, b: PolicyDocument): boolean {
  return digestOf(a) === digestOf(b);
}
