import { policySize } from '../policy/policy-size.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import type { Draft, DraftContext } from './draft.ts';

/** Path of the policies that this product creates: they can be found, listed and removed by it. */
export const SEPARATE_POLICY_PATH = '/rolemender/';

const EMPTY: PolicyDocument = { Version: '2012-10-17', Statement: [] };

/**
 * An empty draft of a policy that belongs to this principal alone: a managed one while another may be
 * attached, else an inline one; undefined when neither can be made. What the inline quota leaves is
 * for who fills it to check: the draft's limit is that of all inline policies together.
 */
export function toSeparatePolicy({
  principal,
  quotas,
  separatePolicyArn,
}: DraftContext): Draft | undefined {
  const isRole = principal.principal.kind === 'role';
  const attachable = isRole ? quotas.attachedPoliciesPerRole : quotas.attachedPoliciesPerUser;
  if (principal.managed.length < attachable) {
    return empty(quotas.managedPolicySize, {
      kind: 'new-managed',
      policyArn: separatePolicyArn,
      baseDocument: null,
    });
  }
  const sizeLimit = isRole ? quotas.inlineSizePerRole : quotas.inlineSizePerUser;
  const name = separatePolicyArn.slice(separatePolicyArn.lastIndexOf('/') + 1);
  if (principal.inline.some((inline) => inline.name === name)) return undefined;
  return empty(sizeLimit, { kind: 'inline', policyName: name, baseDocument: null });
}

/** The ARN of the policy of our own for a principal; `attempt` from 1 tells apart names that are taken. */
export function separatePolicyArnOf(principalArn: string, attempt: number): string {
  const [, partition, , , account, name] = principalArn.split(':', 6);
  const last = (name ?? '').slice((name ?? '').lastIndexOf('/') + 1);
  const suffix = attempt === 1 ? '' : `-${attempt}`;
  // A policy's name has at most 128 characters; a role's at most 64.
  return `arn:${partition}:iam::${account}:policy${SEPARATE_POLICY_PATH}${last}-permissions${suffix}`;
}

function empty(sizeLimit: number, target: Draft['target']): Draft {
  const quotaUse = { sizeBefore: 0, sizeAfter: policySize(EMPTY), sizeLimit, versionToPrune: null };
  return { target, targetDocument: EMPTY, quotaUse, blastRadius: [], needs: [] };
}
