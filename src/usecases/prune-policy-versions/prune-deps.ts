import type { AuditEntry } from '../../domain/audit/audit-entry.ts';
import type { AccountReader } from '../../ports/account-reader.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentArchive } from '../../ports/document-archive.ts';
import type { EventPublisher } from '../../ports/event-publisher.ts';
import type { PolicyLeases } from '../../ports/policy-leases.ts';
import type { PolicyVersionPruner } from '../../ports/policy-version-pruner.ts';

/** What `prune` works with. The two look-ups are asked again before each policy is touched. */
export type PruneDeps = {
  readonly accounts: AccountReader;
  readonly pruner: PolicyVersionPruner;
  readonly archive: DocumentArchive;
  readonly leases: PolicyLeases;
  /** Puts entries into the audit history; repeatable. */
  readonly record: (entries: readonly AuditEntry[]) => Promise<void>;
  readonly publisher: EventPublisher;
  /** Recorded rollback targets: version ids by policy id (`ANPA…`). */
  readonly protectedVersions: () => Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /** ARNs of the policies to which a change is being applied or rolled back at this moment. */
  readonly busyPolicies: () => Promise<ReadonlySet<string>>;
  readonly clock: Clock;
  readonly rules: PruneRules;
};

export type PruneRules = {
  /** Names this run in leases; another run has another name. */
  readonly holder: string;
  readonly leaseMilliseconds: number;
  /** Between two deletions, so that IAM's few writes a second are left to others. */
  readonly pauseMilliseconds: number;
};

/** `apply` false plans only. `policyArn` limits the order to one policy of the account; `keepNewest` defaults to 2. */
export type PruneCommand = {
  /** Its 12 digits. A snapshot has one account and does not look at them. */
  readonly account: string;
  readonly apply: boolean;
  /** Who ordered it. */
  readonly by: string;
  readonly keepNewest?: number;
  readonly policyArn?: string;
  /** ARNs, wildcards allowed: only policies that match one. Absent: all; empty: none. */
  readonly policies?: readonly string[];
  /** The most versions that one run deletes (or, planning, says it would); the rest is postponed. */
  readonly mostDeletions?: number;
};
