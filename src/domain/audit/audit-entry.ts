import type { PolicyDocument } from '../policy/policy-document.ts';

/** The versions that a change made, replaced and deleted; null where there is none. */
export type AuditedVersions = {
  readonly created: string | null;
  readonly previous: string | null;
  readonly pruned: string | null;
};

/**
 * One decision or change, as it is recorded for ever. `key` names it: the same key is recorded once,
 * however often it is reported. `digest` is that of the decided proposal; `before` and `after` are
 * the policy document that the decision or change replaces and the one it puts there.
 */
export type AuditEntry = {
  readonly key: string;
  /** When it happened (ISO 8601 UTC). */
  readonly at: string;
  readonly actor: string;
  readonly event: string;
  /** The finding's, the proposal's or the policy's id: the same in CLI, console and messages. */
  readonly subject: string;
  readonly account: string | null;
  readonly principalArn: string | null;
  /** ARN of a managed policy, name of an inline one. */
  readonly policy: string | null;
  readonly digest: string | null;
  readonly detail: string;
  readonly versions: AuditedVersions | null;
  readonly before: PolicyDocument | null;
  readonly after: PolicyDocument | null;
};
