import type { AuditAnchor } from '../domain/audit/audit-anchor.ts';
import { type ChainReport, createChainCheck } from '../domain/audit/verify-chain.ts';
import type { AuditLog } from '../ports/audit-log.ts';

/** Reads the whole history and says what is wrong with it, against itself and against the anchors. */
export function createVerifyAudit(deps: {
  readonly log: AuditLog;
}): (anchors: readonly AuditAnchor[]) => Promise<ChainReport> {
  return async (anchors) => {
    const check = createChainCheck(anchors);
    // From 0: the first row has the number 1, and nothing may stand before it.
    for await (const record of deps.log.list(0)) check.next(record);
    return check.end();
  };
}
