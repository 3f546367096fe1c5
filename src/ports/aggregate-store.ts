import type { Finding } from '../domain/finding/finding.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';
import type { AppError } from '../kernel/app-error.ts';

/**
 * Keeps findings and proposals. Each save is one conditional write of one item, so that of two
 * writers of the same version exactly one succeeds; reads are consistent. IO faults throw `AppError`.
 * An id carries its principal's partition (`f-<partition>-<name>`), so no index is needed to find either.
 */
export type AggregateStore = {
  findFinding(id: string): Promise<Finding | undefined>;
  findProposal(id: string): Promise<Proposal | undefined>;
  /** Everything that concerns one principal, by the partition that `partitionOf(principalArn)` names. */
  listOfPrincipal(
    principalArn: string,
  ): Promise<{ readonly findings: readonly Finding[]; readonly proposals: readonly Proposal[] }>;
  /**
   * Every aggregate, in no particular order: for lists, resuming and expiry. One that is stored damaged is
   * told to `onUnreadable` and left out; without it the listing ends with that fault, for whoever must know all.
   */
  listAll(onUnreadable?: (fault: AppError) => void): AsyncIterable<Finding | Proposal>;
  /**
   * Stores `next` if the stored version is `next.version - 1` (absent counts as 0); else answers
   * `conflict` and changes nothing. A save whose answer was lost counts as saved when it did land.
   */
  save(next: Finding | Proposal): Promise<'saved' | 'conflict'>;
};
