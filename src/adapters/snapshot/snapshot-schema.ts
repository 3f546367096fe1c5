import * as v from 'valibot';

// Only the members that are used are described; all others pass through to the export unchanged.
// AWS prints every member named here. Those that an ARN or another member tells as well may be missing,
// because other writers of this format (moto, people who shorten an export) leave them out.

/** A policy document as an object. AWS's API prints it URL-encoded, the AWS CLI as JSON. */
const Document = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const document = decodeDocument(dataset.value);
    if (document !== undefined) return document;
    addIssue({ message: 'expected a policy document: an object, or its JSON text URL-encoded' });
    return NEVER;
  }),
);

const InlineEntry = v.looseObject({ PolicyName: v.string(), PolicyDocument: Document });
const AttachedEntry = v.looseObject({ PolicyArn: v.string() });
const Boundary = v.looseObject({ PermissionsBoundaryArn: v.string() });
const Tag = v.looseObject({ Key: v.string(), Value: v.string() });

const UserDetail = v.looseObject({
  UserName: v.string(),
  UserId: v.exactOptional(v.string()),
  Arn: v.string(),
  UserPolicyList: v.exactOptional(v.array(InlineEntry)),
  GroupList: v.exactOptional(v.array(v.string())),
  AttachedManagedPolicies: v.exactOptional(v.array(AttachedEntry)),
  PermissionsBoundary: v.exactOptional(Boundary),
  Tags: v.exactOptional(v.array(Tag)),
});

const GroupDetail = v.looseObject({
  GroupName: v.string(),
  Arn: v.string(),
  GroupPolicyList: v.exactOptional(v.array(InlineEntry)),
  AttachedManagedPolicies: v.exactOptional(v.array(AttachedEntry)),
});

const RoleDetail = v.looseObject({
  RoleName: v.string(),
  RoleId: v.exactOptional(v.string()),
  Arn: v.string(),
  RolePolicyList: v.exactOptional(v.array(InlineEntry)),
  AttachedManagedPolicies: v.exactOptional(v.array(AttachedEntry)),
  PermissionsBoundary: v.exactOptional(Boundary),
  Tags: v.exactOptional(v.array(Tag)),
});

const VersionDetail = v.looseObject({
  VersionId: v.pipe(v.string(), v.regex(/^v[1-9][0-9]{0,8}$/, 'expected a version id')),
  CreateDate: v.exactOptional(v.pipe(v.string(), v.check(isDate, 'expected a date and time'))),
  Document,
});

const PolicyDetail = v.looseObject({
  PolicyId: v.exactOptional(v.string()),
  Arn: v.string(),
  DefaultVersionId: v.string(),
  PolicyVersionList: v.array(VersionDetail),
  /**
   * Ours, not AWS's: the highest version number ever given out. IAM never gives a number twice, and
   * the versions that are left do not tell how far it has counted.
   */
  RolemenderHighestVersion: v.exactOptional(
    v.pipe(
      v.number(),
      v.check((n) => Number.isInteger(n) && n > 0, 'expected a whole number'),
    ),
  ),
});

/** The JSON of `aws iam get-account-authorization-details`, with every document as an object. */
export const Account = v.looseObject({
  UserDetailList: v.optional(v.array(UserDetail), []),
  GroupDetailList: v.optional(v.array(GroupDetail), []),
  RoleDetailList: v.optional(v.array(RoleDetail), []),
  Policies: v.optional(v.array(PolicyDetail), []),
});

export type AccountState = v.InferOutput<typeof Account>;
export type UserDetail = v.InferOutput<typeof UserDetail>;
export type GroupDetail = v.InferOutput<typeof GroupDetail>;
export type RoleDetail = v.InferOutput<typeof RoleDetail>;
export type PolicyDetail = v.InferOutput<typeof PolicyDetail>;
export type VersionDetail = v.InferOutput<typeof VersionDetail>;
export type InlineEntry = v.InferOutput<typeof InlineEntry>;
export type AttachedEntry = v.InferOutput<typeof AttachedEntry>;

function decodeDocument(value: unknown): object | undefined {
  const decoded = typeof value === 'string' ? decodeText(value) : value;
  const isObject = typeof decoded === 'object' && decoded !== null && !Array.isArray(decoded);
  return isObject ? decoded : undefined;
}

function decodeText(text: string): unknown {
  try {
    // JSON text starts with a brace as it is; URL-encoded it starts with %7B.
    return JSON.parse(text.trimStart().startsWith('{') ? text : decodeURIComponent(text));
  } catch {
    return undefined;
  }
}

function isDate(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}
