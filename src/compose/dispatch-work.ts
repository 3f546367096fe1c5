import type { Finding } from '../domain/finding/finding.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';
import { type AppError, isAppError } from '../kernel/app-error.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { ApplyOutcome } from '../usecases/apply-proposal.ts';

/** The use cases that carry out what state moves leave behind. */
export type WorkHandlers = {
  readonly announceFinding: (findingId: string) => Promise<void>;
  readonly withholdProposals: (principalArn: string) => Promise<Finding | undefined>;
  readonly proposeChange: (principalArn: string) => Promise<readonly Proposal[]>;
  readonly applyProposal: (proposalId: string) => Promise<ApplyOutcome>;
  readonly verifyChange: (proposalId: string) => Promise<unknown>;
  readonly rollBackChange: (proposalId: string) => Promise<unknown>;
  readonly settleFindings: (proposal: Proposal) => Promise<readonly Finding[]>;
  readonly completeWork: (
    kind: 'finding' | 'proposal',
    id: string,
    entryIds: readonly string[],
  ) => Promise<void>;
};

export type DispatchDeps = {
  readonly store: AggregateStore;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly handlers: WorkHandlers;
};

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
    let round = [...new Set(ids)];
    for (let retries = 0; round.length > 0 && retries < MOST_RETRIES;) {
      const { next, waiting } = await workOnRound(deps, round, faults);
      retries = waiting ? retries + 1 : 0;
      if (waiting) await deps.clock.sleep(RETRY_PAUSE_MILLISECONDS);
      round = [...next].filter((id) => !faults.has(id));
    }
    // Told when everything else is done: one principal's fault holds up nobody else's work.
    for (const fault of faults.values()) throw fault;
  };
}

/** Faults that do not pass, by the ids whose work they ended; it stays in their outboxes. */
type Faults = Map<string, AppError>;

async function workOnRound(
  deps: DispatchDeps,
  round: readonly string[],
  faults: Faults,
): Promise<{ readonly next: ReadonlySet<string>; readonly waiting: boolean }> {
  const next = new Set<string>();
  const principals = new Map<string, Finding[]>();
  let waiting = false;
  const run = async (ids: readonly string[], work: () => Promise<'done' | 'wait'>) => {
    const outcome = await attempt(work);
    if (outcome === 'done') return;
    waiting ||= outcome === 'wait';
    for (const id of ids) {
      if (outcome === 'wait') next.add(id);
      else faults.set(id, outcome);
    }
  };
  for (const id of round) {
    await run([id], () =>
      id.startsWith('f-') ? workOnFinding(deps, id, principals) : workOnProposal(deps, id, next),
    );
  }
  for (const findings of principals.values()) {
    const ids = findings.map(({ id }) => id);
    await run(ids, () => workOnPrincipal(deps, findings, next));
  }
  return { next, waiting };
}

// What may pass is waited for, like IAM that throttles. Bugs throw.
async function attempt(work: () => Promise<'done' | 'wait'>): Promise<'done' | 'wait' | AppError> {
  try {
    return await work();
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.retryable ? 'wait' : error;
  }
}

async function workOnFinding(
  { store }: DispatchDeps,
  id: string,
  principals: Map<string, Finding[]>,
): Promise<'done'> {
  const finding = await store.findFinding(id);
  if (!finding || finding.outbox.length === 0) return 'done';
  const same = principals.get(finding.principalArn) ?? [];
  principals.set(finding.principalArn, [...same, finding]);
  return 'done';
}

// One proposal run serves every finding of a principal that is waiting. Where an alert stands, it is all
// that is announced.
async function workOnPrincipal(
  deps: DispatchDeps,
  findings: readonly Finding[],
  next: Set<string>,
): Promise<'done'> {
  const alert = await deps.handlers.withholdProposals(findings[0]!.principalArn);
  if (alert?.outbox.length) next.add(alert.id);
  for (const { id } of findings) {
    if (alert === undefined || id === alert.id) await deps.handlers.announceFinding(id);
  }
  const offered = await deps.handlers.proposeChange(findings[0]!.principalArn);
  for (const { id } of offered) next.add(id);
  const { proposals } = await deps.store.listOfPrincipal(findings[0]!.principalArn);
  for (const { id, outbox } of proposals) if (outbox.length > 0) next.add(id);
  for (const { id, outbox } of findings) {
    await deps.handlers.completeWork(
      'finding',
      id,
      outbox.map((entry) => entry.id),
    );
    await updateMessage(deps, id);
  }
  return 'done';
}

async function workOnProposal(
  deps: DispatchDeps,
  id: string,
  next: Set<string>,
): Promise<'done' | 'wait'> {
  const proposal = await deps.store.findProposal(id);
  const entry = proposal?.outbox[0];
  if (!proposal || !entry) return 'done';
  next.add(id);
  const outcome = await carryOut(deps, proposal, entry.event, next);
  if (outcome === 'wait') return 'wait';
  await deps.handlers.completeWork('proposal', id, [entry.id]);
  for (const findingId of proposal.findingIds) await updateMessage(deps, findingId);
  return 'done';
}

async function carryOut(
  { store, handlers }: DispatchDeps,
  proposal: Proposal,
  event: string,
  next: Set<string>,
): Promise<'done' | 'wait'> {
  switch (event) {
    case 'proposal-approved': {
      const { kind } = await handlers.applyProposal(proposal.id);
      return kind === 'busy' || kind === 'retry-later' ? 'wait' : 'done';
    }
    case 'change-applied':
      await handlers.verifyChange(proposal.id);
      return 'done';
    case 'rollback-requested':
      await handlers.rollBackChange(proposal.id);
      return 'done';
    case 'proposal-stale':
    case 'proposal-closed':
    case 'change-verified':
    case 'change-rolled-back': {
      const settled = await handlers.settleFindings(proposal);
      if (event !== 'proposal-stale') return 'done';
      const principals = new Set(settled.map(({ principalArn }) => principalArn));
      for (const principal of principals) {
        for (const { id } of await handlers.proposeChange(principal)) next.add(id);
        for (const { id } of (await store.listOfPrincipal(principal)).proposals) next.add(id);
      }
      return 'done';
    }
    case 'proposal-offered':
      return 'done';
    default:
      throw new Error(`no handler for ${event}`);
  }
}

async function updateMessage({ store, notifier }: DispatchDeps, findingId: string): Promise<void> {
  const finding = await store.findFinding(findingId);
  if (finding === undefined) return;
  const newest = finding.proposalIds.at(-1);
  const proposal = newest === undefined ? undefined : await store.findProposal(newest);
  await notifier.update(finding, proposal ?? null);
}
