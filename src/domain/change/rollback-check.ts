import type { PolicyDocument } from '../policy/policy-document.ts';
import type { PrincipalPolicies } from '../policy/principal-policies.ts';
import type { Proposal } from '../proposal/proposal.ts';
import { isSameDocument } from './base-check.ts';

/** Whether an applied change can be taken back without undoing anybody else's. */
export type RollbackCheck =
  | { readonly kind: 'possible' }
  /** The account is as it was before the change. */
  | { readonly kind: 'already-back' }
  /** Somebody changed the target after the change; `current` is null when it is gone. */
  | { readonly kind: 'moved'; readonly current: PolicyDocument | null; readonly reason: string };

/** Compares the target with what the change left behind. A rollback never merges: it is exact or refused. */
export function checkRollback(
  { target, targetDocument, principalId, change }: Proposal,
  principal: PrincipalPolicies | undefined,
): RollbackCheck {
  if (principal === undefined || principal.principal.id !== principalId) {
    return { kind: 'moved', current: null, reason: 'the role or user is gone or was recreated' };
  }
  if (target.kind === 'inline') {
    const inline = principal.inline.find(({ name }) => name === target.policyName);
    return compare(
      inline?.document ?? null,
      target.baseDocument,
      targetDocument,
      'the inline policy',
    );
  }
  const policy = principal.managed.find(({ arn }) => arn === target.policyArn);
  if (target.kind === 'managed' && policy !== undefined && policy.id !== target.policyId) {
    return { kind: 'moved', current: policy.document, reason: 'the policy was recreated' };
  }
  const outcome = compare(
    policy?.document ?? null,
    target.baseDocument,
    targetDocument,
    'the policy',
  );
  const isOurs = change?.newVersionId === policy?.defaultVersionId;
  if (outcome.kind === 'possible' && !isOurs) {
    const reason = `its default version is ${policy?.defaultVersionId} now, no longer ${change?.newVersionId}`;
    return { kind: 'moved', current: policy?.document ?? null, reason };
  }
  return outcome;
}

function compare(
  current: PolicyDocument | null,
  base: PolicyDocument | null,
  ours: PolicyDocument,
  what: string,
): RollbackCheck {
  if (current === null) {
    return base === null
      ? { kind: 'already-back' }
      : { kind: 'moved', current, reason: `${what} is no longer held by the role or user` };
  }
  if (isSameDocument(current, ours)) return { kind: 'possible' };
  if (base !== null && isSameDocument(current, base)) return { kind: 'already-back' };
  return { kind: 'moved', current, reason: `${what} was changed after it` };
}
