import type { PolicyDocument } from '../../domain/policy/policy-document.ts';
import type {
  GroupPolicies,
  InlinePolicy,
  ManagedPolicy,
  PolicyVersion,
  PrincipalPolicies,
} from '../../domain/policy/principal-policies.ts';
import { parsePolicyDocument } from '../../domain/policy/parse-policy-document.ts';
import { AppError } from '../../kernel/app-error.ts';
import { findHolder, inlineOf, isAwsManaged } from './account-state.ts';
import { nameIn, pathIn } from './arn-parts.ts';
import { policyIndexOf } from './policy-uses.ts';
import type {
  AccountState,
  AttachedEntry,
  InlineEntry,
  PolicyDetail,
  VersionDetail,
} from './snapshot-schema.ts';

// Everything here fails closed: a policy that decides and cannot be read is an error, never an empty policy.

/** See `AccountReader.findPrincipal`. */
export function readPrincipal(state: AccountState, arn: string): PrincipalPolicies | undefined {
  const holder = findHolder(state, arn);
  if (holder === undefined) return undefined;
  const { kind, detail } = holder;
  const boundaryArn = detail.PermissionsBoundary?.PermissionsBoundaryArn;
  return {
    principal: {
      kind,
      arn: detail.Arn,
      id: (kind === 'role' ? detail.RoleId : detail.UserId) ?? detail.Arn,
      name: kind === 'role' ? detail.RoleName : detail.UserName,
      path: pathIn(detail.Arn),
      tags: toTags(detail.Tags),
    },
    managed: toManagedPolicies(state, detail.AttachedManagedPolicies),
    inline: toInlinePolicies(detail.Arn, inlineOf(holder)),
    groups: kind === 'user' ? readGroups(state, detail.GroupList ?? []) : [],
    boundary: boundaryArn === undefined ? null : knownPolicy(state, boundaryArn),
  };
}

/** See `AccountReader.findManagedPolicy`. A policy that the snapshot only mentions is `invalid-data`. */
export function readManagedPolicy(state: AccountState, arn: string): ManagedPolicy | undefined {
  // Whether AWS has a managed policy of that name, an export without it cannot tell.
  const isMentioned = policyIndexOf(state).has(arn) || isAwsManaged(arn);
  return isMentioned ? knownPolicy(state, arn) : undefined;
}

/** See `AccountReader.findInlinePolicy`. */
export function readInlinePolicy(
  state: AccountState,
  principalArn: string,
  policyName: string,
): PolicyDocument | undefined {
  const holder = findHolder(state, principalArn);
  if (holder === undefined) return undefined;
  const entries = inlineOf(holder).filter(({ PolicyName }) => PolicyName === policyName);
  return toInlinePolicies(principalArn, entries)[0]?.document;
}

/** See `AccountReader.listCustomerManagedPolicies`. */
export function readCustomerManagedPolicies(state: AccountState): readonly ManagedPolicy[] {
  const arns = state.Policies.map(({ Arn }) => Arn).filter((arn) => !isAwsManaged(arn));
  return arns.sort().map((arn) => knownPolicy(state, arn));
}

function readGroups(state: AccountState, names: readonly string[]): readonly GroupPolicies[] {
  return names.map((name) => {
    const group = state.GroupDetailList.find(({ GroupName }) => GroupName === name);
    if (group === undefined) throw unreadable(`the group ${name}`, 'it is not in the snapshot');
    return {
      groupArn: group.Arn,
      managed: toManagedPolicies(state, group.AttachedManagedPolicies),
      inline: toInlinePolicies(group.Arn, group.GroupPolicyList ?? []),
    };
  });
}

function toManagedPolicies(
  state: AccountState,
  attached: readonly AttachedEntry[] = [],
): readonly ManagedPolicy[] {
  return attached.map(({ PolicyArn }) => knownPolicy(state, PolicyArn));
}

function knownPolicy(state: AccountState, arn: string): ManagedPolicy {
  const entry = policyIndexOf(state).get(arn);
  if (entry?.policy === undefined) throw unreadable(arn, 'its document is not in the snapshot');
  const { policy, attachedTo, boundaryOf } = entry;
  const versions = policy.PolicyVersionList.map((version) => toVersion(policy, version));
  const standing = versions.find(({ isDefault }) => isDefault);
  if (standing === undefined) throw unreadable(arn, 'its default version is not in the snapshot');
  return {
    arn,
    // Where the export has no unique id the ARN will do: what is created here later gets an id of its own.
    id: policy.PolicyId ?? arn,
    name: nameIn(arn),
    path: pathIn(arn),
    awsManaged: isAwsManaged(arn),
    defaultVersionId: standing.versionId,
    document: standing.document,
    versions,
    attachedTo,
    boundaryOf,
  };
}

function toVersion(policy: PolicyDetail, version: VersionDetail): PolicyVersion {
  return {
    versionId: version.VersionId,
    document: toDocument(version.Document, `${policy.Arn} ${version.VersionId}`),
    isDefault: version.VersionId === policy.DefaultVersionId,
    createdAt: new Date(version.CreateDate ?? 0).toISOString(),
  };
}

function toInlinePolicies(
  principalArn: string,
  entries: readonly InlineEntry[],
): readonly InlinePolicy[] {
  return entries.map(({ PolicyName: name, PolicyDocument: document }) => ({
    principalArn,
    name,
    document: toDocument(document, `the inline policy ${name} of ${principalArn}`),
  }));
}

function toDocument(document: object, place: string): PolicyDocument {
  const parsed = parsePolicyDocument(document);
  if (parsed.kind === 'invalid') throw unreadable(place, `${parsed.path}: ${parsed.reason}`);
  return parsed.document;
}

function toTags(
  tags: readonly { readonly Key: string; readonly Value: string }[] = [],
): Readonly<Record<string, string>> {
  const record = Object.create(null) as Record<string, string>;
  for (const { Key, Value } of tags) record[Key] = Value;
  return record;
}

function unreadable(place: string, reason: string): AppError {
  return new AppError('invalid-data', `${place} cannot be read: ${reason}`, { context: { place } });
}
