import type { PolicyDocument, PolicyStatement } from '../policy/policy-document.ts';
import type { Proposal } from '../proposal/proposal.ts';

/** All that one change may write: one role or user and one policy, under the id by which CloudTrail tells why. */
export type WriteScope = {
  /** The proposal's id; ends up in the session's name. */
  readonly id: string;
  readonly principalArn: string | null;
  readonly policyArn: string | null;
};

/** What carrying out a proposal, or taking it back, may touch. */
export function writeScopeOf({ id, principalArn, target }: Proposal): WriteScope {
  const policyArn = target.kind === 'inline' ? null : target.policyArn;
  return { id, principalArn, policyArn };
}

const POLICY_ACTIONS = [
  'iam:CreatePolicy',
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:DeletePolicyVersion',
  'iam:DeletePolicy',
];
const INLINE_ACTIONS = {
  role: ['iam:PutRolePolicy', 'iam:DeleteRolePolicy'],
  user: ['iam:PutUserPolicy', 'iam:DeleteUserPolicy'],
} as const;
const ATTACHMENT_ACTIONS = {
  role: ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
  user: ['iam:AttachUserPolicy', 'iam:DetachUserPolicy'],
} as const;

/**
 * The session policy of one change: it cuts the applier's role down to this scope, so that a fault of
 * ours, or a proposal that somebody forged, reaches no other policy and no other role.
 */
export function toSessionPolicy({ principalArn, policyArn }: WriteScope): PolicyDocument {
  const kind = principalArn?.includes(':user/') ? 'user' : 'role';
  const statements: PolicyStatement[] = [];
  if (policyArn !== null) {
    statements.push({ Effect: 'Allow', Action: POLICY_ACTIONS, Resource: policyArn });
  }
  if (principalArn !== null && policyArn !== null) {
    statements.push({
      Effect: 'Allow',
      Action: ATTACHMENT_ACTIONS[kind],
      Resource: principalArn,
      Condition: { ArnEquals: { 'iam:PolicyARN': policyArn } },
    });
  } else if (principalArn !== null) {
    statements.push({ Effect: 'Allow', Action: INLINE_ACTIONS[kind], Resource: principalArn });
  }
  return { Version: '2012-10-17', Statement: statements };
}
