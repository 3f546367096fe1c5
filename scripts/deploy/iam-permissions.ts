import type { Config } from '../../src/compose/config/config-schema.ts';
import { parseIamArn } from '../../src/domain/principal/iam-arn.ts';
import { SEPARATE_POLICY_PATH } from '../../src/domain/proposal/separate-policy.ts';
import { type Permission, sub } from './permission.ts';
import { isOwnPolicy } from './spoke-parameters.ts';

/** What reading one account takes. Not one of them changes anything; IAM's List and Get have no narrower resource. */
export const READ_ACTIONS = [
  'iam:GetAccountAuthorizationDetails',
  'iam:GetAccountSummary',
  'iam:GetGroupPolicy',
  'iam:GetPolicy',
  'iam:GetPolicyVersion',
  'iam:GetRole',
  'iam:GetRolePolicy',
  'iam:GetUser',
  'iam:GetUserPolicy',
  'iam:ListAttachedGroupPolicies',
  'iam:ListAttachedRolePolicies',
  'iam:ListAttachedUserPolicies',
  'iam:ListEntitiesForPolicy',
  'iam:ListGroupPolicies',
  'iam:ListGroupsForUser',
  'iam:ListPolicies',
  'iam:ListPolicyVersions',
  'iam:ListRolePolicies',
  'iam:ListUserPolicies',
  'iam:SimulatePrincipalPolicy',
  'access-analyzer:ValidatePolicy',
  'ecs:DescribeTaskDefinition',
] as const;

/** Of an existing managed policy: add a version, make it the default, make room or take it back. */
export const VERSION_ACTIONS = [
  'iam:CreatePolicyVersion',
  'iam:DeletePolicyVersion',
  'iam:SetDefaultPolicyVersion',
] as const;

/** Of the inline policies of a role. IAM knows no resource narrower than the role. */
export const INLINE_ACTIONS = ['iam:DeleteRolePolicy', 'iam:PutRolePolicy'] as const;

/** Of policies of our own making, below our own path. */
export const OWN_POLICY_ACTIONS = ['iam:CreatePolicy', 'iam:DeletePolicy'] as const;
export const ATTACH_ACTIONS = ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'] as const;

/** Reading the account that the product runs in, where that is managed; others are read by their spoke role. */
export function readPermissions(config: Config): readonly Permission[] {
  const isManaged = config.accounts.some(({ spokeRoles }) => spokeRoles === null);
  const readers = config.accounts.flatMap(({ spokeRoles }) => spokeRoles?.reader ?? []);
  return [
    ...given(isManaged, {
      sid: 'ReadIam',
      why: 'Reads roles and policies of its own account: what a proposal, a check and a verification rest on.',
      actions: READ_ACTIONS,
      resources: ['*'],
    }),
    ...assume('AssumeReaders', 'Reads roles and policies of the other managed accounts.', readers),
  ];
}

/** CloudTrail's event history, which has no resource to name. */
export function historyPermissions(config: Config): readonly Permission[] {
  return given(
    config.accounts.some(({ spokeRoles }) => spokeRoles === null),
    {
      sid: 'LookUpEvents',
      why: 'Asks CloudTrail for denials that EventBridge missed.',
      actions: ['cloudtrail:LookupEvents'],
      resources: ['*'],
    },
  );
}

/** Writing what the configuration opts in: nothing at all without `apply: direct`. */
export function writePermissions(config: Config): readonly Permission[] {
  const own = config.accounts.find(({ spokeRoles }) => spokeRoles === null);
  const isDirect = own?.apply === 'direct';
  const optedIn = isDirect
    ? config.apply.policies.filter((arn) => parseIamArn(arn)?.account === own.id)
    : [];
  const policies = optedIn.filter((arn) => parseIamArn(arn)?.type === 'policy');
  const ownPolicies = policies.filter(isOwnPolicy);
  const appliers = config.accounts.flatMap(({ apply, spokeRoles }) =>
    apply === 'direct' ? (spokeRoles?.applier ?? []) : [],
  );
  return [
    ...given(policies.length > 0, {
      sid: 'WriteVersions',
      why: 'Applies and rolls back an approved change to a policy that `apply.policies` opts in.',
      actions: VERSION_ACTIONS,
      resources: policies,
    }),
    ...given(optedIn.length > policies.length, {
      sid: 'WriteInlinePolicies',
      why: 'Applies and rolls back an approved change to an inline policy of a role that `apply.policies` opts in.',
      actions: INLINE_ACTIONS,
      resources: optedIn.filter((arn) => !policies.includes(arn)),
    }),
    ...separatePolicyPermissions(config, ownPolicies),
    ...assume(
      'AssumeAppliers',
      'Applies changes in other accounts, one session a change.',
      appliers,
    ),
  ];
}

function separatePolicyPermissions(
  { scope }: Config,
  ownPolicies: readonly string[],
): readonly Permission[] {
  return [
    ...given(ownPolicies.length > 0, {
      sid: 'MakeOwnPolicies',
      why: `Makes a separate policy below ${SEPARATE_POLICY_PATH}, where no policy of the role may be edited.`,
      actions: OWN_POLICY_ACTIONS,
      resources: ownPolicies,
    }),
    ...given(ownPolicies.length > 0, {
      sid: 'AttachOwnPolicies',
      why: 'Attaches that policy to a role in scope, and no other policy.',
      actions: ATTACH_ACTIONS,
      resources: scope.roles,
      condition: { ArnLike: { 'iam:PolicyARN': ownPolicies } },
    }),
  ];
}

/** Deleting old versions: nothing without `retention.delete`. */
export function prunePermissions(config: Config): readonly Permission[] {
  const { delete: deletes, policies } = config.retention;
  const own = config.accounts.find(({ spokeRoles }) => spokeRoles === null)?.id;
  const isOwn = (arn: string) => parseIamArn(arn)?.account === own;
  const pruners = config.accounts.flatMap(({ spokeRoles }) => spokeRoles?.pruner ?? []);
  return [
    ...given(deletes && policies.some(isOwn), {
      sid: 'DeleteOldVersions',
      why: 'Deletes old versions of the policies that `retention.policies` names.',
      actions: ['iam:DeletePolicyVersion'],
      resources: policies.filter(isOwn),
    }),
    ...assume('AssumePruners', 'Deletes old versions in other accounts.', deletes ? pruners : []),
  ];
}

function assume(sid: string, why: string, roles: readonly string[]): readonly Permission[] {
  return given(roles.length > 0, { sid, why, actions: ['sts:AssumeRole'], resources: roles });
}

function given(isGiven: boolean, permission: Permission): readonly Permission[] {
  return isGiven && permission.resources.length > 0 ? [permission] : [];
}

/** Every role, user, group and policy that the product must never touch, its own first. */
export const UNTOUCHABLE = [
  sub('arn:${AWS::Partition}:iam::*:role/rolemender/*'),
  sub('arn:${AWS::Partition}:iam::*:role/aws-service-role/*'),
  sub('arn:${AWS::Partition}:iam::*:role/aws-reserved/*'),
  sub('arn:${AWS::Partition}:iam::*:policy/rolemender-boundary/*'),
];
