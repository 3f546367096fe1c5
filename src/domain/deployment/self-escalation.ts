import type { AccessRequest } from '../policy/evaluation.ts';
import { evaluateRequest } from '../policy/evaluate.ts';
import type { PrincipalPolicies } from '../policy/principal-policies.ts';
import { toPolicySet } from '../policy/to-policy-set.ts';

/** What no role of the product may do to itself, its boundary or people, whatever it is for. */
const ON_ITSELF = [
  'iam:PutRolePolicy',
  'iam:AttachRolePolicy',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:DeleteRolePermissionsBoundary',
  'iam:PutRolePermissionsBoundary',
  'iam:PassRole',
  'iam:TagRole',
];
const ON_BOUNDARY = ['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'];
const ON_PEOPLE = ['iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:PutUserPolicy'];

/** The actions by which a role could raise its own permissions and that its policies do not refuse; by our own evaluator. */
export function selfEscalationsOf(role: PrincipalPolicies): readonly string[] {
  const { arn } = role.principal;
  const [, partition = 'aws', , , account = ''] = arn.split(':');
  const policies = toPolicySet(role);
  const requests = [
    ...ON_ITSELF.map((action) => ({ action, resource: arn })),
    ...(role.boundary === null
      ? []
      : ON_BOUNDARY.map((action) => ({ action, resource: role.boundary!.arn }))),
    ...ON_PEOPLE.map((action) => ({
      action,
      resource: `arn:${partition}:iam::${account}:user/anybody`,
    })),
  ];
  return requests
    .filter((request) => !isRefused({ ...request, principal: arn, context: {} }, policies))
    .map(({ action }) => action);
}

// What turns on a condition is not refused for certain.
function isRefused(request: AccessRequest, policies: ReturnType<typeof toPolicySet>): boolean {
  const { decision } = evaluateRequest(request, policies);
  return decision === 'explicit-deny' || decision === 'implicit-deny';
}
