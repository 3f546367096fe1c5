import {
  GetRoleCommand,
  GetUserCommand,
  ListEntitiesForPolicyCommand,
  type ListEntitiesForPolicyResponse,
  type PolicyUsageType,
} from '@aws-sdk/client-iam';
import { findInIam, type Iam, listFromIam, toPage } from './iam-caller.ts';
import { present } from './iam-values.ts';

/** The holder who is being read: `ListEntitiesForPolicy` tells names and unique ids, no ARNs. */
export type KnownHolder = { readonly id: string; readonly arn: string };

type Holder = { readonly type: string; readonly name: string; readonly id: string | undefined };

/** ARNs of whom a policy is attached to; without their paths, but for `self`. */
export async function readAttachments(
  iam: Iam,
  policyArn: string,
  self: KnownHolder | undefined,
): Promise<readonly string[]> {
  const holders = await listHolders(iam, policyArn, 'PermissionsPolicy');
  return holders.map((holder) => arnOf(holder, policyArn, self));
}

/**
 * ARNs of whose permissions boundary a policy is. `counted` is what `GetPolicy` says, mostly 0; where
 * it says nothing (emulators, which do not filter the list either) each holder is asked.
 */
export async function readBoundaryUses(
  iam: Iam,
  policyArn: string,
  counted: number | undefined,
  self: KnownHolder | undefined,
): Promise<readonly string[]> {
  if (counted === 0) return [];
  const listed = await listHolders(iam, policyArn, 'PermissionsBoundary');
  const uses: Holder[] = [];
  for (const holder of listed) {
    if (counted !== undefined || (await boundaryOf(iam, holder)) === policyArn) uses.push(holder);
  }
  return uses.map((holder) => arnOf(holder, policyArn, self));
}

function arnOf({ type, name, id }: Holder, policyArn: string, self?: KnownHolder): string {
  if (id !== undefined && id === self?.id) return self.arn;
  const [prefix, partition, , , account] = policyArn.split(':', 5);
  return `${prefix}:${partition}:iam::${account}:${type}/${name}`;
}

async function boundaryOf(iam: Iam, { type, name }: Holder): Promise<string | undefined> {
  if (type === 'group') return undefined;
  const entity =
    type === 'role'
      ? await findInIam(iam, 'GetRole', async (client) => {
          const { Role } = await client.send(new GetRoleCommand({ RoleName: name }));
          return Role;
        })
      : await findInIam(iam, 'GetUser', async (client) => {
          const { User } = await client.send(new GetUserCommand({ UserName: name }));
          return User;
        });
  return entity?.PermissionsBoundary?.PermissionsBoundaryArn;
}

function listHolders(
  iam: Iam,
  policyArn: string,
  usage: PolicyUsageType,
): Promise<readonly Holder[]> {
  return listFromIam(iam, 'ListEntitiesForPolicy', async (client, Marker) => {
    const input = { PolicyArn: policyArn, PolicyUsageFilter: usage, Marker };
    const answer = await client.send(new ListEntitiesForPolicyCommand(input));
    return toPage(toHolders(answer), answer);
  });
}

function toHolders(answer: ListEntitiesForPolicyResponse): readonly Holder[] {
  const { PolicyUsers = [], PolicyGroups = [], PolicyRoles = [] } = answer;
  return [
    ...PolicyUsers.map(({ UserName, UserId }) => toHolder('user', UserName, UserId)),
    ...PolicyGroups.map(({ GroupName, GroupId }) => toHolder('group', GroupName, GroupId)),
    ...PolicyRoles.map(({ RoleName, RoleId }) => toHolder('role', RoleName, RoleId)),
  ];
}

function toHolder(type: string, name: string | undefined, id: string | undefined): Holder {
  return { type, name: present(name, `the name of a ${type}`), id };
}
