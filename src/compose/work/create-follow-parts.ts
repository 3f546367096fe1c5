import { unifiedDiff } from '../../adapters/jsdiff/unified-diff.ts';
import { createAnnounceFinding } from '../../usecases/announce-finding.ts';
import { createEscalateFinding } from '../../usecases/escalate-finding.ts';
import { createProposeChange, type ProposeChangeDeps } from '../../usecases/propose-change.ts';
import { createSettleFindings } from '../../usecases/settle-findings.ts';
import { createWithholdProposals } from '../../usecases/withhold-proposals.ts';
import type { RecordedWork } from './recorded-work.ts';
import type { FollowParts } from './work-parts.ts';

export type FollowDeps = Omit<ProposeChangeDeps, 'diff'> &
  Omit<FollowParts, 'handlers'> & {
    readonly recorded: RecordedWork;
    /** Verifies at once, or orders that it is done later. */
    readonly verifyChange: FollowParts['handlers']['verifyChange'];
  };

/** The use cases that follow from a change of the store without writing IAM, in AWS and in local mode. */
export function createFollowParts(deps: FollowDeps): FollowParts {
  const { store, notifier, publisher, onUnreachable, recorded, verifyChange } = deps;
  return {
    store,
    notifier,
    publisher,
    onUnreachable,
    handlers: {
      announceFinding: createAnnounceFinding(deps),
      escalateFinding: createEscalateFinding(deps),
      withholdProposals: createWithholdProposals(deps),
      proposeChange: createProposeChange({ ...deps, diff: unifiedDiff }),
      verifyChange,
      settleFindings: createSettleFindings(deps),
      completeWork: recorded.completeWork,
    },
  };
}
