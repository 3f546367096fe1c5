import type { PolicyDocument } from '../policy/policy-document.ts';
import type { AuditEntry } from './audit-entry.ts';

/** The two rows of a deletion: the order, before IAM is asked, and what came of it. */
export type PruneEvent = 'prune-ordered' | 'version-pruned' | 'version-not-pruned';

/** What the history says of one policy version that is, or was, to be deleted. */
export function toPruneEntry(pruning: {
  readonly event: PruneEvent;
  readonly policyArn: string;
  readonly policyId: string;
  readonly versionId: string;
  readonly document: PolicyDocument;
  readonly account: string | null;
  readonly by: string;
  readonly at: string;
  readonly detail: string;
}): AuditEntry {
  const { event, policyArn, policyId, versionId, document, account, by, at, detail } = pruning;
  return {
    // IAM never uses a version's id twice, nor a policy's.
    key: `${policyId}/${versionId}#${event}`,
    at,
    actor: by,
    event,
    subject: policyArn,
    account,
    principalArn: null,
    policy: policyArn,
    digest: null,
    detail,
    versions: { created: null, previous: null, pruned: versionId },
    before: event === 'prune-ordered' ? document : null,
    after: null,
  };
}
