import { AppError, type AppErrorCode } from '../../kernel/app-error.ts';
import { pathIn } from './arn-parts.ts';
import type {
  AccountState,
  AttachedEntry,
  InlineEntry,
  PolicyDetail,
  RoleDetail,
  UserDetail,
} from './snapshot-schema.ts';

/** What an IAM call does: the account after it, and its answer. An unchanged account is the same object. */
export type Outcome<T> = { readonly state: AccountState; readonly result: T };

/** A role or user as the snapshot holds it. */
export type Holder =
  | { readonly kind: 'role'; readonly detail: RoleDetail }
  | { readonly kind: 'user'; readonly detail: UserDetail };

/** The role or user of an ARN; a role ARN without a path (from a session) also finds the role by its name. */
export function findHolder(state: AccountState, principalArn: string): Holder | undefined {
  const user = state.UserDetailList.find(({ Arn }) => Arn === principalArn);
  if (user !== undefined) return { kind: 'user', detail: user };
  const role =
    state.RoleDetailList.find(({ Arn }) => Arn === principalArn) ??
    state.RoleDetailList.find((detail) => withoutPath(detail) === principalArn);
  return role === undefined ? undefined : { kind: 'role', detail: role };
}

function withoutPath({ Arn, RoleName }: RoleDetail): string {
  return `${Arn.slice(0, Arn.indexOf(':role/'))}:role/${RoleName}`;
}

export function inlineOf({ kind, detail }: Holder): readonly InlineEntry[] {
  return (kind === 'role' ? detail.RolePolicyList : detail.UserPolicyList) ?? [];
}

export function attachedOf({ detail }: Holder): readonly AttachedEntry[] {
  return detail.AttachedManagedPolicies ?? [];
}

/** The account with another list of inline policies on one principal. */
export function withInline(
  state: AccountState,
  holder: Holder,
  entries: readonly InlineEntry[],
): AccountState {
  return holder.kind === 'role'
    ? withRole(state, holder.detail, { ...holder.detail, RolePolicyList: [...entries] })
    : withUser(state, holder.detail, { ...holder.detail, UserPolicyList: [...entries] });
}

/** The account with another list of attached policies on one principal. */
export function withAttached(
  state: AccountState,
  { kind, detail }: Holder,
  entries: readonly AttachedEntry[],
): AccountState {
  return kind === 'role'
    ? withRole(state, detail, { ...detail, AttachedManagedPolicies: [...entries] })
    : withUser(state, detail, { ...detail, AttachedManagedPolicies: [...entries] });
}

function withRole(state: AccountState, before: RoleDetail, after: RoleDetail): AccountState {
  return { ...state, RoleDetailList: replaced(state.RoleDetailList, before, after) };
}

function withUser(state: AccountState, before: UserDetail, after: UserDetail): AccountState {
  return { ...state, UserDetailList: replaced(state.UserDetailList, before, after) };
}

/** The account with one managed policy replaced by its changed form. */
export function withPolicy(
  state: AccountState,
  before: PolicyDetail,
  after: PolicyDetail,
): AccountState {
  return { ...state, Policies: replaced(state.Policies, before, after) };
}

function replaced<T>(list: readonly T[], before: T, after: T): T[] {
  return list.map((item) => (item === before ? after : item));
}

/** The principal to change. Throws `not-found`, and `access-denied` for roles that only AWS may change. */
export function holderToChange(state: AccountState, principalArn: string): Holder {
  const holder = findHolder(state, principalArn);
  if (holder === undefined) throw refusal('not-found', `there is no principal ${principalArn}`);
  // IAM answers UnmodifiableEntity for service-linked roles and for those of IAM Identity Center.
  if (/^\/aws-(service-role|reserved)\//.test(pathIn(holder.detail.Arn))) {
    throw refusal('access-denied', `${principalArn} belongs to AWS and cannot be changed`);
  }
  return holder;
}

/** The customer managed policy to change. Throws `not-found`, and `access-denied` for AWS's own. */
export function policyToChange(state: AccountState, policyArn: string): PolicyDetail {
  if (isAwsManaged(policyArn)) {
    throw refusal('access-denied', `${policyArn} is managed by AWS and cannot be changed`);
  }
  const policy = state.Policies.find(({ Arn }) => Arn === policyArn);
  if (policy === undefined) throw refusal('not-found', `there is no policy ${policyArn}`);
  return policy;
}

/** True for `arn:<partition>:iam::aws:policy/…`, which AWS owns. */
export function isAwsManaged(policyArn: string): boolean {
  return policyArn.split(':', 5)[4] === 'aws';
}

/** IAM's answer to a call that it does not carry out. */
export function refusal(code: AppErrorCode, message: string): AppError {
  return new AppError(code, message);
}
