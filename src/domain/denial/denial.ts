import type { RequiredPermission } from '../permission/required-permission.ts';
import type { Principal } from '../principal/principal.ts';
import type { Cause } from './cause.ts';

/**
 * The API call as CloudTrail names it, which is not the IAM action (`ListObjectsV2` needs `s3:ListBucket`).
 * `eventSource` is empty for a log line, whose SDK names the operation without its service's host.
 */
export type Operation = { readonly eventSource: string; readonly eventName: string };

export type DenialSource = 'cloudtrail' | 'ecs-task-stopped' | 'log-line';

/** Where in ECS it happened, as far as the event tells: names or ARNs, for display. */
export type EcsPlace = {
  readonly cluster: string | null;
  readonly service: string | null;
  readonly task: string | null;
  /** ARN of the task's definition, where the event names it. */
  readonly taskDefinition?: string;
};

/**
 * One parsed access failure. Every string in it was chosen by the caller who was denied.
 * `eventTime` is ISO 8601 UTC; `context` holds the condition keys that the event tells
 * (`aws:SourceIp`, `aws:RequestedRegion`, …), lower-case keys are equal to them.
 */
export type Denial = {
  readonly kind: 'denial';
  readonly source: DenialSource;
  readonly eventId: string | null;
  /** Joins the caller's and the resource owner's copy of one cross-account event. */
  readonly sharedEventId: string | null;
  readonly eventTime: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly principal: Principal;
  readonly operation: Operation | null;
  readonly required: readonly RequiredPermission[];
  /** What will probably be denied next; offered, never added silently. */
  readonly alsoLikely: readonly RequiredPermission[];
  readonly cause: Cause;
  readonly denyingPolicyArn: string | null;
  readonly authorizationId: string | null;
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly ecs: EcsPlace | null;
  /** The resource that a text names which names no action (`Access to the resource https://sqs.… is denied.`). */
  readonly namedResource?: string;
  /** EC2's encoded message, where it is whole and was not decoded. */
  readonly encodedMessage?: string | undefined;
  /** What the decoded message says of the policies, without saying of which type they are. */
  readonly decoded?: {
    readonly explicitDeny: boolean;
    readonly matchedStatements: readonly string[];
  };
};

export const NOT_A_DENIAL_REASONS = {
  success: 'the call succeeded',
  'other-error': 'the call failed for another reason than access',
  'account-setting': 'an account setting refuses it, not a policy',
  'mfa-or-password': 'a wrong password or MFA code, not a policy',
  'not-stopped': 'the task has not stopped',
  network: 'a network problem, not a policy',
  'not-aws-iam': 'the words are like IAM’s, but another system said them',
  'no-denial-text': 'nothing in the text says that AWS denied access',
} as const;
export type NotADenialReason = keyof typeof NOT_A_DENIAL_REASONS;

export type NotADenial = { readonly kind: 'not-a-denial'; readonly reason: NotADenialReason };

/** `reason` is one sentence for a person: the place, what is wrong there, and what was expected. */
export type Unreadable = { readonly kind: 'unreadable'; readonly reason: string };

/** What one input record turned out to be. */
export type Reading = Denial | NotADenial | Unreadable;
