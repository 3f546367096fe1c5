import { DEFAULT_QUOTAS } from '../../domain/policy/limits.ts';
import type { PolicyDocument } from '../../domain/policy/policy-document.ts';
import { policySize } from '../../domain/policy/policy-size.ts';
import { holderToChange, inlineOf, type Outcome, refusal, withInline } from './account-state.ts';
import { checkDocument } from './check-document.ts';
import type { AccountState, InlineEntry } from './snapshot-schema.ts';

/** PutRolePolicy or PutUserPolicy: adds the inline policy or replaces the one of that name. */
export function putInline(
  state: AccountState,
  order: { principalArn: string; policyName: string; document: PolicyDocument },
): Outcome<void> {
  const holder = holderToChange(state, order.principalArn);
  checkDocument(order.document);
  // IAM API Reference, PutRolePolicy, PolicyName.
  if (!/^[\w+=,.@-]{1,128}$/.test(order.policyName)) {
    throw refusal('malformed-policy', 'a policy name has letters, digits and +=,.@_- only');
  }
  const before = inlineOf(holder);
  const entry: InlineEntry = { PolicyName: order.policyName, PolicyDocument: order.document };
  const after = before.some(({ PolicyName }) => PolicyName === order.policyName)
    ? before.map((other) => (other.PolicyName === order.policyName ? entry : other))
    : [...before, entry];
  checkAggregateSize(order.principalArn, after, quotaOf(holder.kind));
  return { state: withInline(state, holder, after), result: undefined };
}

/** DeleteRolePolicy or DeleteUserPolicy. */
export function deleteInline(
  state: AccountState,
  order: { principalArn: string; policyName: string },
): Outcome<void> {
  const holder = holderToChange(state, order.principalArn);
  const before = inlineOf(holder);
  const after = before.filter(({ PolicyName }) => PolicyName !== order.policyName);
  if (after.length === before.length) {
    throw refusal('not-found', `${order.principalArn} has no inline policy ${order.policyName}`);
  }
  return { state: withInline(state, holder, after), result: undefined };
}

function quotaOf(kind: 'role' | 'user'): number {
  return kind === 'role' ? DEFAULT_QUOTAS.inlineSizePerRole : DEFAULT_QUOTAS.inlineSizePerUser;
}

function checkAggregateSize(
  principalArn: string,
  entries: readonly InlineEntry[],
  quota: number,
): void {
  const sizes = entries.map(({ PolicyDocument: document }) =>
    policySize(document as PolicyDocument),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > quota) {
    throw refusal(
      'limit-exceeded',
      `the inline policies of ${principalArn} would have ${total} characters of at most ${quota}`,
    );
  }
}
