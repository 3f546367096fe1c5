import {
  GetGroupPolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  ListAttachedGroupPoliciesCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupPoliciesCommand,
  ListGroupsForUserCommand,
  ListRolePoliciesCommand,
  ListUserPoliciesCommand,
} from '@aws-sdk/client-iam';
import type { PolicyDocument } from '../../../domain/policy/policy-document.ts';
import type {
  GroupPolicies,
  InlinePolicy,
  ManagedPolicy,
  PrincipalPolicies,
} from '../../../domain/policy/principal-policies.ts';
import { type IamArn, parseIamArn } from '../../../domain/principal/iam-arn.ts';
import { findInIam, listFromIam, readIam, toPage } from './iam-caller.ts';
import { present, toDocument, toTags } from './iam-values.ts';
import type { KnownHolder } from './policy-holders.ts';
import { type PolicySource, readManagedPolicy } from './read-managed-policy.ts';

type Kind = 'role' | 'user' | 'group';

/** See `AccountReader.findPrincipal`. */
export async function readPrincipal(
  source: PolicySource,
  arn: string,
): Promise<PrincipalPolicies | undefined> {
  const wanted = parseIamArn(arn);
  if (wanted === undefined) return undefined;
  const found =
    wanted.type === 'role'
      ? await readRole(source, wanted)
      : wanted.type === 'user'
        ? await readUser(source, wanted)
        : undefined;
  if (found === undefined || !isSame(arn, wanted, found.principal)) return undefined;
  const { principal, boundaryArn } = found;
  const { kind, name } = principal;
  const [managed, inline, groups, boundary] = await Promise.all([
    readAttached(source, kind, name, principal),
    readInline(source, kind, name, principal.arn),
    kind === 'user' ? readGroups(source, name) : [],
    boundaryArn === undefined ? null : readPolicy(source, boundaryArn, principal),
  ]);
  return { principal, managed, inline, groups, boundary };
}

/** See `AccountReader.findInlinePolicy`. */
export async function readInlinePolicy(
  source: PolicySource,
  kind: 'role' | 'user',
  name: string,
  policyName: string,
): Promise<PolicyDocument | undefined> {
  const answer = await findInIam(source, 'GetInlinePolicy', () =>
    getInline(source, kind, name, policyName),
  );
  if (answer === undefined) return undefined;
  return toDocument(answer.PolicyDocument, `the inline policy ${policyName} of ${name}`);
}

type Found = {
  readonly principal: PrincipalPolicies['principal'];
  readonly boundaryArn: string | undefined;
};

// A session's ARN lacks the role's path, so that of a role at the root may be any role of its name.
function isSame(arn: string, wanted: IamArn, { kind, arn: actual }: Found['principal']): boolean {
  return actual === arn || (kind === 'role' && wanted.path === '/');
}

async function readRole(source: PolicySource, { name }: IamArn): Promise<Found | undefined> {
  const answer = await findInIam(source, 'GetRole', (client) =>
    client.send(new GetRoleCommand({ RoleName: name })),
  );
  if (answer === undefined) return undefined;
  const role = present(answer.Role, `the role ${name}`);
  return toFound('role', role.RoleName, role.RoleId, role);
}

async function readUser(source: PolicySource, { name }: IamArn): Promise<Found | undefined> {
  const answer = await findInIam(source, 'GetUser', (client) =>
    client.send(new GetUserCommand({ UserName: name })),
  );
  if (answer === undefined) return undefined;
  const user = present(answer.User, `the user ${name}`);
  return toFound('user', user.UserName, user.UserId, user);
}

function toFound(
  kind: 'role' | 'user',
  name: string | undefined,
  id: string | undefined,
  entity: {
    readonly Arn: string | undefined;
    readonly Tags?: readonly { Key: string | undefined; Value: string | undefined }[] | undefined;
    readonly PermissionsBoundary?:
      | { readonly PermissionsBoundaryArn?: string | undefined }
      | undefined;
  },
): Found {
  const arn = present(entity.Arn, `the ARN of the ${kind} ${name}`);
  const principal = {
    kind,
    arn,
    id: present(id, `the unique id of ${arn}`),
    name: present(name, `the name of ${arn}`),
    path: parseIamArn(arn)?.path ?? '/',
    tags: toTags(entity.Tags),
  };
  return { principal, boundaryArn: entity.PermissionsBoundary?.PermissionsBoundaryArn };
}

async function readGroups(
  source: PolicySource,
  userName: string,
): Promise<readonly GroupPolicies[]> {
  const groups = await listFromIam(source, 'ListGroupsForUser', async (client, Marker) => {
    const answer = await client.send(new ListGroupsForUserCommand({ UserName: userName, Marker }));
    return toPage(answer.Groups, answer);
  });
  return Promise.all(
    groups.map(async ({ GroupName, GroupId, Arn }) => {
      const groupArn = present(Arn, `the ARN of a group of ${userName}`);
      const name = present(GroupName, `the name of ${groupArn}`);
      const self = { id: present(GroupId, `the unique id of ${groupArn}`), arn: groupArn };
      const [managed, inline] = await Promise.all([
        readAttached(source, 'group', name, self),
        readInline(source, 'group', name, groupArn),
      ]);
      return { groupArn, managed, inline };
    }),
  );
}

async function readAttached(
  source: PolicySource,
  kind: Kind,
  name: string,
  self: KnownHolder,
): Promise<readonly ManagedPolicy[]> {
  const attached = await listFromIam(source, 'ListAttachedPolicies', async (client, Marker) => {
    const answer =
      kind === 'role'
        ? await client.send(new ListAttachedRolePoliciesCommand({ RoleName: name, Marker }))
        : kind === 'user'
          ? await client.send(new ListAttachedUserPoliciesCommand({ UserName: name, Marker }))
          : await client.send(new ListAttachedGroupPoliciesCommand({ GroupName: name, Marker }));
    return toPage(answer.AttachedPolicies, answer);
  });
  const arns = attached.map(({ PolicyArn }) => present(PolicyArn, `a policy's ARN of ${self.arn}`));
  return Promise.all(arns.map((arn) => readPolicy(source, arn, self)));
}

async function readInline(
  source: PolicySource,
  kind: Kind,
  name: string,
  principalArn: string,
): Promise<readonly InlinePolicy[]> {
  const names = await listFromIam(source, 'ListInlinePolicies', async (client, Marker) => {
    const answer =
      kind === 'role'
        ? await client.send(new ListRolePoliciesCommand({ RoleName: name, Marker }))
        : kind === 'user'
          ? await client.send(new ListUserPoliciesCommand({ UserName: name, Marker }))
          : await client.send(new ListGroupPoliciesCommand({ GroupName: name, Marker }));
    return toPage(answer.PolicyNames, answer);
  });
  return Promise.all(
    names.map(async (policyName) => {
      const answer = await readIam(source, 'GetInlinePolicy', () =>
        getInline(source, kind, name, policyName),
      );
      const place = `the inline policy ${policyName} of ${principalArn}`;
      return { principalArn, name: policyName, document: toDocument(answer.PolicyDocument, place) };
    }),
  );
}

function getInline(
  { client }: PolicySource,
  kind: Kind,
  name: string,
  PolicyName: string,
): Promise<{ readonly PolicyDocument: string | undefined }> {
  switch (kind) {
    case 'role':
      return client.send(new GetRolePolicyCommand({ RoleName: name, PolicyName }));
    case 'user':
      return client.send(new GetUserPolicyCommand({ UserName: name, PolicyName }));
    case 'group':
      return client.send(new GetGroupPolicyCommand({ GroupName: name, PolicyName }));
  }
}

// Attached a moment ago and gone now: IAM's answers do not fit each other, and a later read will do.
async function readPolicy(
  source: PolicySource,
  arn: string,
  self: KnownHolder,
): Promise<ManagedPolicy> {
  return present(await readManagedPolicy(source, arn, self), `the policy ${arn}`);
}
