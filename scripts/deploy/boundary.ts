import {
  ATTACH_ACTIONS,
  INLINE_ACTIONS,
  OWN_POLICY_ACTIONS,
  READ_ACTIONS,
  UNTOUCHABLE,
  VERSION_ACTIONS,
} from './iam-permissions.ts';
import { QUEUE_ACTIONS, STREAM_ACTIONS, TABLE_ACTIONS } from './store-permissions.ts';
import type { TemplateValue } from './permission.ts';

/** Ways to more power than a change of one policy. No function has them; the boundary denies them in so many words. */
export const NEVER = [
  'iam:Add*',
  'iam:AttachGroupPolicy',
  'iam:AttachUserPolicy',
  'iam:ChangePassword',
  'iam:CreateAccessKey',
  'iam:CreateGroup',
  'iam:CreateInstanceProfile',
  'iam:CreateLoginProfile',
  'iam:CreateOpenIDConnectProvider',
  'iam:CreateRole',
  'iam:CreateSAMLProvider',
  'iam:CreateServiceLinkedRole',
  'iam:CreateServiceSpecificCredential',
  'iam:CreateUser',
  'iam:CreateVirtualMFADevice',
  'iam:DeactivateMFADevice',
  'iam:Delete*PermissionsBoundary',
  'iam:DeleteGroup*',
  'iam:DeleteRole',
  'iam:DeleteUser*',
  'iam:DetachGroupPolicy',
  'iam:DetachUserPolicy',
  'iam:EnableMFADevice',
  'iam:PassRole',
  'iam:Put*PermissionsBoundary',
  'iam:PutGroupPolicy',
  'iam:PutUserPolicy',
  'iam:RemoveUserFromGroup',
  'iam:ResetServiceSpecificCredential',
  'iam:Tag*',
  'iam:Untag*',
  'iam:Update*',
  'iam:Upload*',
  'account:*',
  'cloudformation:*',
  'lambda:*',
  'organizations:*',
  'sso:*',
  'identitystore:*',
] as const;

/**
 * The most that any function of the product can do, whatever its role says: the permissions boundary of all
 * of them. It grants nothing by itself.
 */
export function toBoundaryDocument(): TemplateValue {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Ceiling',
        Effect: 'Allow',
        Action: [
          'cloudtrail:LookupEvents',
          ...TABLE_ACTIONS,
          ...STREAM_ACTIONS,
          'events:PutEvents',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
          'secretsmanager:GetSecretValue',
          'sns:Publish',
          ...QUEUE_ACTIONS,
          'sts:AssumeRole',
          ...READ_ACTIONS,
          ...VERSION_ACTIONS,
          ...INLINE_ACTIONS,
          ...OWN_POLICY_ACTIONS,
          ...ATTACH_ACTIONS,
        ],
        Resource: '*',
      },
      { Sid: 'Never', Effect: 'Deny', Action: NEVER, Resource: '*' },
      {
        Sid: 'NeverItself',
        Effect: 'Deny',
        Action: [...VERSION_ACTIONS, ...INLINE_ACTIONS, ...OWN_POLICY_ACTIONS, ...ATTACH_ACTIONS],
        Resource: UNTOUCHABLE,
      },
      {
        Sid: 'NeverRewriteHistory',
        Effect: 'Deny',
        Action: [
          'dynamodb:UpdateItem',
          'dynamodb:DeleteItem',
          'dynamodb:BatchWriteItem',
          'dynamodb:PartiQL*',
        ],
        Resource: { 'Fn::GetAtt': ['AuditTable', 'Arn'] },
      },
    ],
  };
}
