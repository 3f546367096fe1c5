import type { PolicyDocument } from './policy-document.ts';

/**
 * A request to be judged. Context keys compare without regard to case; a key that is absent is
 * unknown to us, not absent from AWS's request, unless `contextIsComplete` says that it is.
 */
export type AccessRequest = {
  /** ARN of the role, user or session that asks. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount?: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly contextIsComplete?: boolean;
};

/** The policies in play; null or absent means "not in play", an empty list means "in play and allows nothing". */
export type PolicySet = {
  readonly identityPolicies: readonly PolicyDocument[];
  readonly permissionsBoundary?: readonly PolicyDocument[] | null;
  readonly sessionPolicies?: readonly PolicyDocument[] | null;
  /** One inner list a level, from the organisation's root down to the account. */
  readonly serviceControlPolicies?: readonly (readonly PolicyDocument[])[] | null;
  readonly resourceControlPolicies?: readonly (readonly PolicyDocument[])[] | null;
  readonly resourcePolicy?: PolicyDocument | null;
  readonly vpcEndpointPolicy?: PolicyDocument | null;
};

export const DECISIONS = ['allowed', 'implicit-deny', 'explicit-deny', 'cannot-tell'] as const;
export type AccessDecision = (typeof DECISIONS)[number];

export const BLOCKERS = [
  'identity-policy',
  'boundary',
  'session-policy',
  'scp',
  'rcp',
  'resource-policy',
  'vpce-policy',
  'trust-policy',
] as const;
export type Blocker = (typeof BLOCKERS)[number];

/** A statement that decided: indices into the list of its policy type, from 0. */
export type DecidingStatement = {
  readonly type: Blocker;
  readonly policy: number;
  readonly statement: number;
  readonly sid: string | null;
};

/**
 * The verdict. `cannot-tell` names in `missingContext` the condition keys whose value would decide
 * (as the policies spell them). `blockedBy` names every policy type that stands in the way.
 */
export type Evaluation = {
  readonly decision: AccessDecision;
  readonly blockedBy: readonly Blocker[];
  readonly deciding: readonly DecidingStatement[];
  readonly missingContext: readonly string[];
};
