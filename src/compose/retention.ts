import type { Proposal } from '../domain/proposal/proposal.ts';
import { busyPoliciesOf } from '../domain/proposal/busy-policies.ts';
import { protectedVersionsOf } from '../domain/proposal/protected-versions.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import {
  createPrunePolicyVersions,
  type PruneCommand,
  type PruneDeps,
  type PruneReport,
} from '../usecases/prune-policy-versions.ts';
import { createRecordAudit } from '../usecases/record-audit.ts';

/** Deletes, or plans to delete, old policy versions of one account. */
export type Prune = (command: PruneCommand) => Promise<PruneReport>;

type LookedUp = 'record' | 'protectedVersions' | 'busyPolicies';

/** The clean-up over a store: rollback targets and changes under way are looked up there. */
export function createPrune(
  parts: Omit<PruneDeps, LookedUp> & { readonly store: AggregateStore; readonly audit: AuditLog },
): Prune {
  const { store, audit, clock } = parts;
  return createPrunePolicyVersions({
    ...parts,
    record: createRecordAudit({ log: audit, clock }),
    protectedVersions: async () => protectedVersionsOf(await listProposals(store)),
    busyPolicies: async () => busyPoliciesOf(await listProposals(store)),
  });
}

/** What became of one account; `failed` with the sentence of the fault, which keeps nobody else's from being done. */
export type AccountPruning =
  | { readonly kind: 'done'; readonly account: string; readonly report: PruneReport }
  | { readonly kind: 'failed'; readonly account: string; readonly reason: string };

/** The scheduled clean-up: one account after the other, as the configuration's `retention` says. */
export async function pruneAccounts(
  prune: Prune,
  accounts: readonly string[],
  retention: {
    readonly keepNewest: number;
    readonly delete: boolean;
    readonly policies: readonly string[];
  },
  mostDeletions: number,
): Promise<readonly AccountPruning[]> {
  const { keepNewest, policies } = retention;
  // To report on everything is safe; to delete, a policy must be named.
  const scope = retention.delete || policies.length > 0 ? { policies } : {};
  const order = { apply: retention.delete, by: 'rolemender', keepNewest, ...scope, mostDeletions };
  const results: AccountPruning[] = [];
  for (const account of accounts) {
    try {
      results.push({ kind: 'done', account, report: await prune({ account, ...order }) });
    } catch (error) {
      if (!isAppError(error)) throw error;
      results.push({ kind: 'failed', account, reason: error.message });
    }
  }
  return results;
}

async function listProposals(store: AggregateStore): Promise<readonly Proposal[]> {
  const proposals: Proposal[] = [];
  for await (const aggregate of store.listAll()) {
    if (aggregate.kind === 'proposal') proposals.push(aggregate);
  }
  return proposals;
}
