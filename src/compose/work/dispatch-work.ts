import type { Finding } from '../../domain/finding/finding.ts';
import { isAccountWork } from '../../domain/proposal/account-work.ts';
import { type AppError, isAppError } from '../../kernel/app-error.ts';
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
    const faults: Faults = new Map();
    let round: readonly string[] = [...new Set(ids)];
    for (let retries = 0; round.length > 0 && retries < MOST_RETRIES;) {
      const outcomes = await workOn(deps, round, faults);
      const isWaiting = outcomes.some(({ kind }) => kind === 'wait');
      retries = isWaiting ? retries + 1 : 0;
      if (isWaiting) await deps.clock.sleep(RETRY_PAUSE_MILLISECONDS);
      const touched = new Set(outcomes.flatMap((outcome) => outcome.touched));
      round = [...touched].filter((id) => !faults.has(id));
    }
    // Told when everything else is done: one principal's fault holds up nobody else's work.
    for (const fault of faults.values()) throw fault;
  };
}

/** Faults that do not pass, by the ids whose work they ended; it stays in their outboxes. */
type Faults = Map<string, AppError>;

async function workOn(
  deps: DispatchDeps,
  ids: readonly string[],
  faults: Faults,
): Promise<readonly WorkOutcome[]> {
  const outcomes: WorkOutcome[] = [];
  const principals = new Map<string, [Finding, ...Finding[]]>();
  for (const id of ids) {
    if (!id.startsWith('f-')) {
      outcomes.push(await attempt([id], faults, () => workOnProposal(deps, id)));
      continue;
    }
    const finding = await deps.store.findFinding(id);
    if (!finding || finding.outbox.length === 0) continue;
    const same = principals.get(finding.principalArn);
    if (same) same.push(finding);
    else principals.set(finding.principalArn, [finding]);
  }
  for (const findings of principals.values()) {
    const named = findings.map(({ id }) => id);
    outcomes.push(await attempt(named, faults, () => followPrincipal(deps, findings)));
  }
  return outcomes;
}

// What may pass is waited for, like IAM that throttles. Bugs throw.
async function attempt(
  ids: readonly string[],
  faults: Faults,
  work: () => Promise<WorkOutcome>,
): Promise<WorkOutcome> {
  try {
    return await work();
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.retryable) return { kind: 'wait', touched: ids };
    for (const id of ids) faults.set(id, error);
    return { kind: 'done', touched: [] };
  }
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
