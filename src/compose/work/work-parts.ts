import type { Finding } from '../../domain/finding/finding.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import type { AppError } from '../../kernel/app-error.ts';
import type { AggregateStore } from '../../ports/aggregate-store.ts';
import type { EventPublisher } from '../../ports/event-publisher.ts';
import type { Notifier } from '../../ports/notifier.ts';
import type { ApplyOutcome } from '../../usecases/apply-proposal.ts';

/** Removes outbox entries whose work is done, after what was done is on record (`createRecordedWork`). */
export type CompleteWork = (
  kind: 'finding' | 'proposal',
  id: string,
  entryIds: readonly string[],
) => Promise<void>;

/** Puts an aggregate's decisions and changes into the audit history; repeatable. */
export type RecordHistory = (aggregate: Finding | Proposal) => Promise<void>;

/** What a piece of work came to: `wait` leaves it in the outbox, `touched` are other aggregates that may have work now. */
export type WorkOutcome = { readonly kind: 'done' | 'wait'; readonly touched: readonly string[] };

/** Carries out work that writes no IAM. */
export type FollowParts = {
  readonly store: AggregateStore;
  readonly notifier: Notifier;
  readonly publisher: EventPublisher;
  /** Hears that the account of a principal does not let us read it. */
  readonly onUnreachable: (principalArn: string, error: AppError) => Promise<void>;
  readonly handlers: {
    readonly announceFinding: (findingId: string) => Promise<void>;
    readonly escalateFinding: (findingId: string) => Promise<void>;
    readonly withholdProposals: (principalArn: string) => Promise<Finding | undefined>;
    readonly proposeChange: (principalArn: string) => Promise<readonly Proposal[]>;
    /** Verifies at once, or asks another function to do it later. */
    readonly verifyChange: (proposalId: string) => Promise<unknown>;
    readonly settleFindings: (proposal: Proposal) => Promise<readonly Finding[]>;
    readonly completeWork: CompleteWork;
  };
};

/** Carries out work that writes IAM. */
export type AccountParts = {
  readonly store: AggregateStore;
  readonly handlers: {
    readonly applyProposal: (proposalId: string) => Promise<ApplyOutcome>;
    readonly rollBackChange: (proposalId: string) => Promise<unknown>;
    readonly recordHistory: RecordHistory;
    readonly completeWork: CompleteWork;
  };
};
