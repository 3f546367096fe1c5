import { toAuditEntries } from '../../domain/audit/to-audit-entries.ts';
import type { AggregateStore } from '../../ports/aggregate-store.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import { createCompleteWork } from '../../usecases/complete-work.ts';
import { createRecordAudit } from '../../usecases/record-audit.ts';
import type { CompleteWork, RecordHistory } from './work-parts.ts';

/** The two steps by which nothing is done without a row in the audit history. */
export type RecordedWork = {
  /** Puts the aggregate's decisions and changes into the history; to be called before IAM is written. */
  readonly recordHistory: RecordHistory;
  /** The same for what the work has come to, and only then removes the work from the outbox. */
  readonly completeWork: CompleteWork;
};

/** Every composition root that carries out work completes it by this. */
export function createRecordedWork(deps: {
  readonly store: AggregateStore;
  readonly audit: AuditLog;
  readonly clock: Clock;
}): RecordedWork {
  const { store, audit, clock } = deps;
  const recordAudit = createRecordAudit({ log: audit, clock });
  const completeWork = createCompleteWork({ store });
  const recordHistory: RecordHistory = (aggregate) => recordAudit(toAuditEntries(aggregate));
  return {
    recordHistory,
    async completeWork(kind, id, entryIds) {
      const aggregate =
        kind === 'finding' ? await store.findFinding(id) : await store.findProposal(id);
      if (aggregate !== undefined) await recordHistory(aggregate);
      await completeWork(kind, id, entryIds);
    },
  };
}
