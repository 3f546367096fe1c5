import { DEFAULT_QUOTAS } from '../../domain/policy/limits.ts';
import {
  attachedOf,
  holderToChange,
  type Outcome,
  refusal,
  withAttached,
  withPolicy,
} from './account-state.ts';
import { nameIn } from './arn-parts.ts';
import { usesOf } from './policy-uses.ts';
import type { AccountState } from './snapshot-schema.ts';

type Order = { principalArn: string; policyArn: string };

/** AttachRolePolicy or AttachUserPolicy; attaching twice changes nothing. */
export function attachPolicy(state: AccountState, order: Order): Outcome<void> {
  const holder = holderToChange(state, order.principalArn);
  const policy = state.Policies.find(({ Arn }) => Arn === order.policyArn);
  // An AWS managed policy outside the snapshot would make every later read of the principal fail.
  if (policy === undefined) throw refusal('not-found', `there is no policy ${order.policyArn}`);
  const attached = attachedOf(holder);
  if (attached.some(({ PolicyArn }) => PolicyArn === order.policyArn)) {
    return { state, result: undefined };
  }
  const quota =
    holder.kind === 'role'
      ? DEFAULT_QUOTAS.attachedPoliciesPerRole
      : DEFAULT_QUOTAS.attachedPoliciesPerUser;
  if (attached.length >= quota) {
    throw refusal('limit-exceeded', `${order.principalArn} has ${quota} policies, the quota`);
  }
  const entry = { PolicyName: nameIn(policy.Arn), PolicyArn: policy.Arn };
  const after = withAttached(state, holder, [...attached, entry]);
  return { state: counted(after, order.policyArn), result: undefined };
}

/** DetachRolePolicy or DetachUserPolicy. */
export function detachPolicy(state: AccountState, order: Order): Outcome<void> {
  const holder = holderToChange(state, order.principalArn);
  const attached = attachedOf(holder);
  const left = attached.filter(({ PolicyArn }) => PolicyArn !== order.policyArn);
  if (left.length === attached.length) {
    throw refusal('not-found', `${order.policyArn} is not attached to ${order.principalArn}`);
  }
  const after = withAttached(state, holder, left);
  return { state: counted(after, order.policyArn), result: undefined };
}

function counted(state: AccountState, policyArn: string): AccountState {
  const policy = state.Policies.find(({ Arn }) => Arn === policyArn);
  if (policy === undefined) return state;
  const count = usesOf(state, policyArn).attachedTo.length;
  return withPolicy(state, policy, { ...policy, AttachmentCount: count });
}
