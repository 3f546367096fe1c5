import type { Reading } from '../domain/denial/denial.ts';
import type { Diagnosis } from '../domain/denial/diagnosis.ts';
import type { Finding } from '../domain/finding/finding.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';
import type { LiftAlertCommand, LiftAlertOutcome } from '../usecases/lift-alert.ts';
import type { PruneReport } from '../usecases/prune-policy-versions.ts';
import type { DecisionCommand, DecisionOutcome } from '../usecases/record-decision.ts';
import type { RollbackRequestOutcome } from '../usecases/request-rollback.ts';

export type { PruneReport };

/** What became of the records of one feed. */
export type FeedSummary = {
  readonly records: number;
  readonly counted: number;
  readonly duplicates: number;
  readonly notDenials: number;
  readonly unreadable: readonly string[];
  readonly findingIds: readonly string[];
};

/** A finding with its proposals, newest first. */
export type FindingView = { readonly finding: Finding; readonly proposals: readonly Proposal[] };

/** What one pasted record turned out to be, with the diagnosis of a denial. */
export type ExplainedReading = { readonly reading: Reading; readonly diagnosis: Diagnosis | null };

/**
 * Local mode: one data directory, one account snapshot, every use case. The CLI's verbs and the
 * console work on this and on nothing below it. Methods that change something carry out what follows
 * from it (apply, verify, messages) before they answer.
 */
export type LocalApp = {
  /** Takes readings in, counts and groups them, and offers what can be offered. */
  feed(readings: Iterable<Reading> | AsyncIterable<Reading>): Promise<FeedSummary>;
  /** Every finding, last seen first. */
  listFindings(): Promise<readonly Finding[]>;
  /** By finding id, or by the id of one of its proposals. */
  show(id: string): Promise<FindingView | undefined>;
  decide(command: DecisionCommand): Promise<DecisionOutcome>;
  rollBack(command: {
    readonly proposalId: string;
    readonly by: string;
    readonly reason: string | null;
  }): Promise<RollbackRequestOutcome>;
  /** Lifts a security alert, so that changes are offered to its principal again. */
  liftAlert(command: LiftAlertCommand): Promise<LiftAlertOutcome>;
  prune(command: {
    readonly apply: boolean;
    readonly by: string;
    readonly keepNewest: number;
    readonly policyArn?: string;
  }): Promise<PruneReport>;
  /** Diagnoses a pasted text or JSON without storing anything; unreadable input gives readings that say so. */
  explain(text: string): Promise<readonly ExplainedReading[]>;
  /** Finishes what an earlier process left undone, and expires offers whose time has run out. */
  resume(): Promise<void>;
  close(): Promise<void>;
};
