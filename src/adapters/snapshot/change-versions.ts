import { DEFAULT_QUOTAS } from '../../domain/policy/limits.ts';
import type { PolicyDocument } from '../../domain/policy/policy-document.ts';
import { policySize } from '../../domain/policy/policy-size.ts';
import { type Outcome, policyToChange, refusal, withPolicy } from './account-state.ts';
import { checkDocument } from './check-document.ts';
import type { AccountState, PolicyDetail, VersionDetail } from './snapshot-schema.ts';

/** CreatePolicyVersion with SetAsDefault=false. Answers the new id; `now` is ISO 8601 UTC. */
export function createVersion(
  state: AccountState,
  order: { policyArn: string; document: PolicyDocument; now: string },
): Outcome<string> {
  const policy = policyToChange(state, order.policyArn);
  checkDocument(order.document);
  checkManagedSize(order.document);
  if (policy.PolicyVersionList.length >= DEFAULT_QUOTAS.versionsPerPolicy) {
    throw refusal(
      'limit-exceeded',
      `${policy.Arn} has ${policy.PolicyVersionList.length} versions, which is the quota`,
    );
  }
  const number = highestVersion(policy) + 1;
  const version: VersionDetail = {
    Document: order.document,
    VersionId: `v${number}`,
    IsDefaultVersion: false,
    CreateDate: order.now,
  };
  const changed = {
    ...policy,
    UpdateDate: order.now,
    // IAM lists the newest version first.
    PolicyVersionList: [version, ...policy.PolicyVersionList],
    RolemenderHighestVersion: number,
  };
  return { state: withPolicy(state, policy, changed), result: version.VersionId };
}

/** SetDefaultPolicyVersion. */
export function setDefaultVersion(
  state: AccountState,
  order: { policyArn: string; versionId: string },
): Outcome<void> {
  const policy = policyToChange(state, order.policyArn);
  storedVersion(policy, order.versionId);
  if (policy.DefaultVersionId === order.versionId) return { state, result: undefined };
  const changed = {
    ...policy,
    DefaultVersionId: order.versionId,
    PolicyVersionList: policy.PolicyVersionList.map((version) => ({
      ...version,
      IsDefaultVersion: version.VersionId === order.versionId,
    })),
  };
  return { state: withPolicy(state, policy, changed), result: undefined };
}

/** DeletePolicyVersion. The default version cannot be deleted. */
export function deleteVersion(
  state: AccountState,
  order: { policyArn: string; versionId: string },
): Outcome<void> {
  const policy = policyToChange(state, order.policyArn);
  const version = storedVersion(policy, order.versionId);
  if (policy.DefaultVersionId === order.versionId) {
    throw refusal('delete-conflict', `${order.versionId} is the default version of ${policy.Arn}`);
  }
  const changed = {
    ...policy,
    PolicyVersionList: policy.PolicyVersionList.filter((stored) => stored !== version),
    RolemenderHighestVersion: highestVersion(policy),
  };
  return { state: withPolicy(state, policy, changed), result: undefined };
}

/** Throws `limit-exceeded` for a document that is too large for a managed policy. */
export function checkManagedSize(document: PolicyDocument): void {
  const size = policySize(document);
  if (size > DEFAULT_QUOTAS.managedPolicySize) {
    throw refusal(
      'limit-exceeded',
      `the document has ${size} characters; a managed policy has at most ${DEFAULT_QUOTAS.managedPolicySize}`,
    );
  }
}

function storedVersion(policy: PolicyDetail, versionId: string): VersionDetail {
  const version = policy.PolicyVersionList.find(({ VersionId }) => VersionId === versionId);
  if (version === undefined) {
    throw refusal('not-found', `${policy.Arn} has no version ${versionId}`);
  }
  return version;
}

function highestVersion(policy: PolicyDetail): number {
  const stored = policy.PolicyVersionList.map(({ VersionId }) => Number(VersionId.slice(1)));
  return Math.max(policy.RolemenderHighestVersion ?? 0, ...stored);
}
