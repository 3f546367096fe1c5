import type { Cause } from '../denial/cause.ts';
import type { Denial, DenialSource } from '../denial/denial.ts';
import type { Aggregate } from './aggregate.ts';

export const FINDING_STATES = [
  'open',
  'proposed',
  'fixed',
  'unfixable',
  'suppressed',
  'expired',
] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** Handles of the messages that announced it, so that repeats update and never post again. */
export type MessageHandle = { readonly channel: string; readonly id: string };

/**
 * Denials grouped by fingerprint. `sample` is the first denial whole
 * (the first that an Allow cures, where there is one); `sampleEventIds` a few newest ids.
 * `seen` remembers which events were counted (see `event-memory.ts`), so a redelivery counts once.
 */
export type Finding = Aggregate & {
  readonly kind: 'finding';
  readonly state: FindingState;
  readonly fingerprint: string;
  readonly principalArn: string;
  readonly account: string | null;
  readonly cause: Cause;
  readonly sample: Denial;
  /** Distinct denied resources, as AWS named them, up to a cap; the same principal and action on a new one joins the finding. */
  readonly resources: readonly string[];
  readonly count: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** Where its denials came from, each once; those that an earlier release stored lack it (see `sourcesOf`). */
  readonly sources?: readonly DenialSource[];
  readonly sampleEventIds: readonly string[];
  readonly seen: string;
  /** Why there is nothing to approve, for an unfixable one: a sentence for a person. */
  readonly refusal: string | null;
  readonly owner: string | null;
  readonly proposalIds: readonly string[];
  /** When it was last fixed, rolled back or expired (ISO 8601 UTC): only a later denial opens it again. */
  readonly settledAt: string | null;
  /** When a suppressed one counts again (ISO 8601 UTC); null: not until a person says so. */
  readonly suppressedUntil: string | null;
  /** Who called it suspicious and when, as a sentence: it is the security team's then, and no denial opens it again. */
  readonly suspicion: string | null;
  readonly messages: readonly MessageHandle[];
};
