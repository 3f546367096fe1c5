import type { StackResource } from './facts.ts';

/** A managed account as far as `doctor` looks at it; the hub's own has no roles. */
export type AccountSubject = {
  readonly id: string;
  readonly name: string;
  readonly apply: 'none' | 'direct';
  readonly roles: readonly { readonly purpose: string; readonly arn: string }[];
};

/** People who may approve: a user group, users, or both. */
export type ApproverSubject = {
  readonly name: string;
  readonly userGroup: string | null;
  readonly users: readonly string[];
};

/** The deployment that `doctor` looks at: what its configuration and its stack say. */
export type DeploymentSubject = {
  readonly region: string;
  /** Null where nobody said which stack it is: what hangs on it is unproven then. */
  readonly resources: readonly StackResource[] | null;
  readonly slackSecretId: string | null;
  readonly teamId: string | null;
  readonly externalId: string | null;
  /** A role whose denials the configuration has in scope. */
  readonly sampleRoleArn: string;
  readonly accounts: readonly AccountSubject[];
  readonly channels: readonly string[];
  readonly approvers: readonly ApproverSubject[];
};

/** The functions, as their files in `handlers/` are named. */
export const FUNCTION_NAMES = [
  'denial-received',
  'log-lines-received',
  'finding-changed',
  'proposal-approved',
  'slack-interacted',
  'decision-made',
  'change-applied',
  'retention-due',
  'expiry-due',
  'reconcile-due',
  'digest-due',
] as const;

/** Rules, queues and tables by their names in the stack's template. */
export const RULES = {
  DenialRule: 'denials',
  TaskStoppedRule: 'stopped-tasks',
  HubDenialRule: 'denials',
  HubTaskStoppedRule: 'stopped-tasks',
} as const;
export const QUEUES = ['DenialQueue', 'DecisionQueue', 'VerifyQueue', 'QuarantineQueue'] as const;
export const DEAD_LETTER_QUEUES = ['DenialDlq', 'DecisionDlq', 'VerifyDlq', 'EventDlq'] as const;
export const TABLES = { StateTable: true, AuditTable: false } as const;

/** The scopes that the app needs of Slack, as Slack names them. `groups:history` is needed with private channels only. */
export const SLACK_SCOPES = [
  'chat:write',
  'channels:history',
  'usergroups:read',
  'users:read',
] as const;
