import type { Finding } from '../../domain/finding/finding.ts';
import { isAccountWork } from '../../domain/proposal/account-work.ts';
import type { Clock } from '../../ports/clock.ts';
import { changeAccount } from './change-account.ts';
import { followPrincipal } from './follow-principal.ts';
import { followProposal, updateMessages } from './follow-proposal.ts';
import type { AccountParts, FollowParts, WorkOutcome } from './work-parts.ts';

export type DispatchDeps = FollowParts & AccountParts & { readonly clock: Clock };

// IAM that does not answer for this long is reported by the work that stays in the outbox.
const MOST_RETRIES = 50;
const RETRY_PAUSE_MILLISECONDS = 100;

/**
 * Carries out the outbox of the named aggregates and of everything that this touches, until nothing
 * is left. An entry is removed after its work succeeded, so a process that dies repeats it: every
 * handler is repeatable. Locally this stands for the store's stream and its functions.
 */
export function createDispatchWork(deps: DispatchDeps): (ids: Iterable<string>) => Promise<void> {
  return async (ids) => {
    let round: readonly string[] = [...new Set(ids)];
    for (let retries = 0; round.length > 0 && retries < MOST_RETRIES;) {
      const outcomes = await workOn(deps, round);
      const isWaiting = outcomes.some(({ kind }) => kind === 'wait');
      retries = isWaiting ? retries + 1 : 0;
      if (isWaiting) await deps.clock.sleep(RETRY_PAUSE_MILLISECONDS);
      round = [...new Set(outcomes.flatMap(({ touched }) => touched))];
    }
  };
}

async function workOn(deps: DispatchDeps, ids: readonly string[]): Promise<readonly WorkOutcome[]> {
  const outcomes: WorkOutcome[] = [];
  const principals = new Map<string, [Finding, ...Finding[]]>();
  for (const id of ids) {
    if (!id.startsWith('f-')) {
      outcomes.push(await workOnProposal(deps, id));
      continue;
    }
    const finding = await deps.store.findFinding(id);
    if (!finding || finding.outbox.length === 0) continue;
    const same = principals.get(finding.principalArn);
    if (same) same.push(finding);
    else principals.set(finding.principalArn, [finding]);
  }
  for (const findings of principals.values()) outcomes.push(await followPrincipal(deps, findings));
  return outcomes;
}

async function workOnProposal(deps: DispatchDeps, id: string): Promise<WorkOutcome> {
  const proposal = await deps.store.findProposal(id);
  const entry = proposal?.outbox[0];
  if (!proposal || !entry) return { kind: 'done', touched: [] };
  if (!isAccountWork(entry)) return followProposal(deps, proposal, entry);
  const outcome = await changeAccount(deps, proposal, entry);
  if (outcome.kind === 'done') await updateMessages(deps, proposal);
  return outcome;
}
