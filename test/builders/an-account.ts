import type { PolicyDocument } from '../../src/domain/policy/policy-document.ts';

// The JSON of `aws iam get-account-authorization-details`, with what a test does not care about filled in.

export const ACCOUNT = '111122223333';
const CREATED = '2026-01-10T08:00:00+00:00';

/** A document with one Allow statement. */
export function aDocument(
  action: string | readonly string[] = 's3:GetObject',
  resource: string | readonly string[] = 'arn:aws:s3:::orders/*',
): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
  };
}

/** A document of exactly so many characters, as IAM counts them. */
export function aDocumentOfSize(size: number): PolicyDocument {
  const empty = JSON.stringify(aDocument('s3:GetObject', 'arn:aws:s3:::')).length;
  return aDocument('s3:GetObject', `arn:aws:s3:::${'a'.repeat(size - empty)}`);
}

export function aRoleArn(name: string, path = '/'): string {
  return `arn:aws:iam::${ACCOUNT}:role${path}${name}`;
}

export function aUserArn(name: string, path = '/'): string {
  return `arn:aws:iam::${ACCOUNT}:user${path}${name}`;
}

export function aPolicyArn(name: string, path = '/'): string {
  return `arn:aws:iam::${ACCOUNT}:policy${path}${name}`;
}

type Holdings = {
  readonly path?: string;
  readonly inline?: Readonly<Record<string, unknown>>;
  readonly attached?: readonly string[];
};
type Principal = Holdings & {
  readonly boundary?: string;
  readonly tags?: Readonly<Record<string, string>>;
};

export function aRole(name: string, role: Principal = {}): Record<string, unknown> {
  return {
    Path: role.path ?? '/',
    RoleName: name,
    RoleId: uniqueId('AROA', name),
    Arn: aRoleArn(name, role.path),
    CreateDate: CREATED,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'ecs-tasks.amazonaws.com' },
          Action: 'sts:AssumeRole',
        },
      ],
    },
    InstanceProfileList: [],
    RolePolicyList: inlineList(role),
    AttachedManagedPolicies: attachedList(role),
    ...boundaryOf(role),
    Tags: tagList(role),
    RoleLastUsed: {},
  };
}

export function aUser(
  name: string,
  user: Principal & { readonly groups?: readonly string[] } = {},
): Record<string, unknown> {
  return {
    Path: user.path ?? '/',
    UserName: name,
    UserId: uniqueId('AIDA', name),
    Arn: aUserArn(name, user.path),
    CreateDate: CREATED,
    UserPolicyList: inlineList(user),
    GroupList: user.groups ?? [],
    AttachedManagedPolicies: attachedList(user),
    ...boundaryOf(user),
    Tags: tagList(user),
  };
}

export function aGroup(name: string, group: Holdings = {}): Record<string, unknown> {
  return {
    Path: '/',
    GroupName: name,
    GroupId: uniqueId('AGPA', name),
    Arn: `arn:aws:iam::${ACCOUNT}:group/${name}`,
    CreateDate: CREATED,
    GroupPolicyList: inlineList(group),
    AttachedManagedPolicies: attachedList(group),
  };
}

/** A managed policy with versions v1, v2, …: one a document, the last of them the default. */
export function aPolicy(
  name: string,
  policy: {
    readonly path?: string;
    readonly documents?: readonly unknown[];
    readonly defaultVersionId?: string;
    readonly awsManaged?: boolean;
  } = {},
): Record<string, unknown> {
  const documents = policy.documents ?? [aDocument()];
  const defaultVersionId = policy.defaultVersionId ?? `v${documents.length}`;
  const versions = documents.map((document, index) => ({
    Document: document,
    VersionId: `v${index + 1}`,
    IsDefaultVersion: `v${index + 1}` === defaultVersionId,
    CreateDate: `2026-01-${String(10 + index).padStart(2, '0')}T08:00:00+00:00`,
  }));
  return {
    PolicyName: name,
    PolicyId: uniqueId('ANPA', name),
    Arn: policy.awsManaged ? `arn:aws:iam::aws:policy/${name}` : aPolicyArn(name, policy.path),
    Path: policy.path ?? '/',
    DefaultVersionId: defaultVersionId,
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: CREATED,
    UpdateDate: CREATED,
    PolicyVersionList: versions.toReversed(),
  };
}

/** A whole account; `AttachmentCount` of its policies is counted. */
export function anAccount(
  account: {
    readonly users?: readonly Record<string, unknown>[];
    readonly groups?: readonly Record<string, unknown>[];
    readonly roles?: readonly Record<string, unknown>[];
    readonly policies?: readonly Record<string, unknown>[];
  } = {},
): Record<string, unknown> {
  const { users = [], groups = [], roles = [], policies = [] } = account;
  const attached = [...users, ...groups, ...roles].flatMap(
    (holder) => holder['AttachedManagedPolicies'] as { PolicyArn: string }[],
  );
  return {
    UserDetailList: users,
    GroupDetailList: groups,
    RoleDetailList: roles,
    Policies: policies.map((policy) => ({
      ...policy,
      AttachmentCount: attached.filter(({ PolicyArn }) => PolicyArn === policy['Arn']).length,
    })),
  };
}

function uniqueId(prefix: string, name: string): string {
  const letters = name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return prefix + letters.slice(0, 17).padStart(17, 'X');
}

function inlineList({ inline = {} }: Holdings): unknown[] {
  return Object.entries(inline).map(([PolicyName, PolicyDocument]) => ({
    PolicyName,
    PolicyDocument,
  }));
}

function attachedList({ attached = [] }: Holdings): unknown[] {
  return attached.map((PolicyArn) => ({
    PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
    PolicyArn,
  }));
}

function boundaryOf({ boundary }: Principal): Record<string, unknown> {
  if (boundary === undefined) return {};
  return {
    PermissionsBoundary: {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: boundary,
    },
  };
}

function tagList({ tags = {} }: Principal): unknown[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
