import type { ApplyMode, ApplySubject } from '../../domain/change/apply-mode.ts';
import type { Change } from '../../domain/proposal/proposal.ts';
import type { AccountReader } from '../../ports/account-reader.ts';
import type { AggregateStore } from '../../ports/aggregate-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentArchive } from '../../ports/document-archive.ts';
import type { PolicyVersionPruner } from '../../ports/policy-version-pruner.ts';
import type { PolicyWriter } from '../../ports/policy-writer.ts';

export type ApplyProposalDeps = {
  readonly store: AggregateStore;
  readonly accounts: AccountReader;
  readonly writer: PolicyWriter;
  readonly pruner: PolicyVersionPruner;
  readonly archive: DocumentArchive;
  readonly clock: Clock;
  /** Asked again at this moment: what may be applied is the installation's word, not the proposal's. */
  readonly applyMode: (subject: ApplySubject) => ApplyMode;
  readonly rules: {
    /** How long a worker may be silent before another takes over. */
    readonly leaseMilliseconds: number;
    /** Between creating a version and making it the default: one-step updates cause brief denials of live sessions. */
    readonly pauseMilliseconds: number;
  };
};

/** How one attempt ends. */
export type Step =
  /** `note` is a sentence for a person who should look at something, though the change stands. */
  | { readonly kind: 'done'; readonly change: Change; readonly note: string | null }
  | { readonly kind: 'stale'; readonly reason: string }
  | { readonly kind: 'fault'; readonly reason: string }
  | { readonly kind: 'again'; readonly reason: string }
  | { readonly kind: 'lost' };

/** The target holds the new document; `prunedVersionId` made room for it. */
export type Written = {
  readonly kind: 'written';
  readonly prunedVersionId: string | null;
  /** The versions that the policy had when it was checked for the last time, ours among them. */
  readonly versionIds?: readonly string[];
};
