import { unifiedDiff } from '../adapters/jsdiff/unified-diff.ts';
import type { WritableAccount } from '../adapters/snapshot/snapshot-account.ts';
import { ONE_PERSON_RULES } from '../domain/approval/approvals.ts';
import { APPLY_ANYWHERE } from '../domain/change/apply-mode.ts';
import { AT_ONCE } from '../domain/change/judge-verification.ts';
import type { Finding } from '../domain/finding/finding.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventPublisher } from '../ports/event-publisher.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { ApplyProposalDeps } from '../usecases/apply-proposal.ts';
import { createExpireProposals } from '../usecases/expire-proposals.ts';
import { createReceiveDenials } from '../usecases/receive-denials.ts';
import { createRecordAudit } from '../usecases/record-audit.ts';
import { createRecordDecision } from '../usecases/record-decision.ts';
import { createRequestRollback } from '../usecases/request-rollback.ts';
import { createVerifyChange } from '../usecases/verify-change.ts';
import { createFeed } from './feed.ts';
import type { FindingView, LocalApp } from './local-app.ts';
import type { LocalStore } from './open-local-store.ts';
import { explainText } from './read-inputs.ts';
import { createPrune } from './retention.ts';
import { createAccountParts } from './work/create-account-parts.ts';
import { createFollowParts } from './work/create-follow-parts.ts';
import { createDispatchWork } from './work/dispatch-work.ts';
import { createRecordedWork, type RecordedWork } from './work/recorded-work.ts';
import { toRefusedAttempt } from './work/refused-attempt.ts';
import { toTheEnd } from './work/to-the-end.ts';

/** What local mode is made of; tests hand in memory and a clock of their own. */
export type LocalParts = {
  readonly clock: Clock;
  readonly account: WritableAccount;
  readonly local: LocalStore;
  readonly notifier: Notifier;
  /** Names this worker in leases and histories. */
  readonly holder: string;
};

/** Local mode's rules. IAM on a snapshot has no live sessions to disturb, so applying does not pause. */
const RULES = { windowMinutes: 10, expiryHours: 8, leaseMilliseconds: 2000, pauseMilliseconds: 0 };

/** Stands where an account is asked for: a snapshot has one only. */
const SNAPSHOT = 'snapshot';

/** Nobody listens on one machine. */
const NOBODY: EventPublisher = { publish: () => Promise.resolve() };

/** Composes local mode's use cases over its parts. */
export function createLocalApp({ clock, account, local, notifier, holder }: LocalParts): LocalApp {
  const { store, archive } = local;
  const recordAudit = createRecordAudit({ log: local.audit, clock });
  const accounts = { accounts: account, writer: account, pruner: account };
  const parts = { store, archive, ...accounts, clock, applyMode: APPLY_ANYWHERE };
  const recorded = createRecordedWork({ store, audit: local.audit, clock });
  const dispatch = createDispatch({ ...parts, recorded }, notifier, holder);
  const expireProposals = createExpireProposals(parts);
  const recordDecision = createRecordDecision({ ...parts, rules: ONE_PERSON_RULES });
  const requestRollback = createRequestRollback({ ...parts, diff: unifiedDiff });
  return {
    feed: createFeed({ receive: createReceiveDenials(parts), dispatch }),
    listFindings: () => listFindings(store),
    show: (id) => show(store, id),
    decide: async (command) => {
      const outcome = await recordDecision(command);
      if (outcome.kind === 'recorded') await dispatch([outcome.proposal.id]);
      else await recordAudit(toRefusedAttempt(command, outcome, clock.now()), 'unrepeated');
      return outcome;
    },
    rollBack: async (command) => {
      const outcome = await requestRollback(command);
      if (outcome.kind === 'recorded') await dispatch([outcome.proposal.id]);
      return outcome;
    },
    prune: createLocalPrune(parts, local, holder),
    explain: explainText,
    resume: async () => {
      await expireProposals();
      await dispatch(await idsWithWork(store));
    },
    close: () => local.close(),
  };
}

function createLocalPrune(
  parts: Omit<ApplyProposalDeps, 'rules'>,
  { audit, leases }: LocalStore,
  holder: string,
): LocalApp['prune'] {
  // IAM on a snapshot has no rate to keep to.
  const rules = { holder, leaseMilliseconds: 30_000, pauseMilliseconds: 0 };
  const prune = createPrune({ ...parts, audit, leases, publisher: NOBODY, rules });
  return (command) => prune({ ...command, account: SNAPSHOT });
}

function createDispatch(
  parts: Omit<ApplyProposalDeps, 'rules'> & { readonly recorded: RecordedWork },
  notifier: Notifier,
  holder: string,
): (ids: Iterable<string>) => Promise<void> {
  const { clock } = parts;
  const verify = createVerifyChange({ ...parts, simulator: null, rules: AT_ONCE });
  const follow = createFollowParts({
    ...parts,
    notifier,
    publisher: NOBODY,
    // A snapshot that cannot be read is the user's to mend.
    onUnreachable: (_principalArn, error) => Promise.reject(error),
    verifyChange: toTheEnd(verify, clock),
    rules: RULES,
  });
  const account = createAccountParts({ ...parts, holder, rules: RULES });
  const handlers = { ...follow.handlers, ...account.handlers };
  return createDispatchWork({ ...follow, clock, handlers });
}

async function listFindings(store: AggregateStore): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for await (const aggregate of store.listAll()) {
    if (aggregate.kind === 'finding') findings.push(aggregate);
  }
  return findings.sort((a, b) => (a.lastSeenAt < b.lastSeenAt ? 1 : -1));
}

async function show(store: AggregateStore, id: string): Promise<FindingView | undefined> {
  const findingId = id.startsWith('p-') ? (await store.findProposal(id))?.findingIds[0] : id;
  const finding = findingId === undefined ? undefined : await store.findFinding(findingId);
  if (finding === undefined) return undefined;
  const found = await Promise.all(finding.proposalIds.map((each) => store.findProposal(each)));
  const proposals = found.filter((proposal) => proposal !== undefined).toReversed();
  return { finding, proposals };
}

async function idsWithWork(store: AggregateStore): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id, outbox } of store.listAll()) if (outbox.length > 0) ids.push(id);
  return ids;
}
