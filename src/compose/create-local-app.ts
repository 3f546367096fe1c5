import { unifiedDiff } from '../adapters/jsdiff/unified-diff.ts';
import type { WritableAccount } from '../adapters/snapshot/snapshot-account.ts';
import { ONE_PERSON_RULES } from '../domain/approval/approvals.ts';
import { APPLY_ANYWHERE } from '../domain/change/apply-mode.ts';
import { AT_ONCE } from '../domain/change/judge-verification.ts';
import type { Finding } from '../domain/finding/finding.ts';
import type { AppError } from '../kernel/app-error.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { AuthorizationMessageDecoder } from '../ports/authorization-message-decoder.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventPublisher } from '../ports/event-publisher.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { TaskDefinitionReader } from '../ports/task-definition-reader.ts';
import type { ApplyProposalDeps } from '../usecases/apply-proposal.ts';
import { createExpireProposals } from '../usecases/expire-proposals.ts';
import { createLiftAlert } from '../usecases/lift-alert.ts';
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
  /** Decodes EC2's encoded messages, where AWS can be asked. */
  readonly decoder?: AuthorizationMessageDecoder;
  /** Reads the task definitions of stopped tasks, where AWS can be asked. */
  readonly taskDefinitions?: TaskDefinitionReader;
  /** Names this worker in leases and histories. */
  readonly holder: string;
  /** Told of each stored item that cannot be read and is left out of lists, once; absent: lists fail. */
  readonly onUnreadable?: (fault: AppError) => void;
};

/** Local mode's rules. IAM on a snapshot has no live sessions to disturb, so applying does not pause. */
const RULES = { windowMinutes: 10, expiryHours: 8, leaseMilliseconds: 2000, pauseMilliseconds: 0 };

/** Stands where an account is asked for: a snapshot has one only. */
const SNAPSHOT = 'snapshot';

/** Nobody listens on one machine. */
const NOBODY: EventPublisher = { publish: () => Promise.resolve() };

/** Composes local mode's use cases over its parts. */
export function createLocalApp(given: LocalParts): LocalApp {
  const { clock, account, local, notifier, holder, decoder, taskDefinitions } = given;
  const { store, archive, audit } = local;
  const accounts = { accounts: account, writer: account, pruner: account };
  const parts = { store, archive, ...accounts, clock, applyMode: APPLY_ANYWHERE };
  const asked = { ...(decoder && { decoder }), ...(taskDefinitions && { taskDefinitions }) };
  const recorded = createRecordedWork({ store, audit, clock });
  const dispatch = createDispatch({ ...parts, recorded }, notifier, holder);
  const onUnreadable = given.onUnreadable && onceEach(given.onUnreadable);
  const expireProposals = createExpireProposals({ ...parts, onUnreadable });
  return {
    feed: createFeed({ receive: createReceiveDenials({ ...parts, ...asked }), dispatch }),
    listFindings: () => listFindings(store, onUnreadable),
    show: (id) => show(store, id),
    ...createOrders(parts, local, dispatch),
    prune: createLocalPrune(parts, local, holder),
    explain: explainText,
    resume: async () => {
      await expireProposals();
      await dispatch(await idsWithWork(store, onUnreadable));
    },
    close: () => local.close(),
  };
}

/** What a person orders, with everything that follows from it. */
function createOrders(
  parts: Omit<ApplyProposalDeps, 'rules'>,
  { audit }: LocalStore,
  dispatch: (ids: Iterable<string>) => Promise<void>,
): Pick<LocalApp, 'decide' | 'rollBack' | 'liftAlert'> {
  const { clock } = parts;
  const recordAudit = createRecordAudit({ log: audit, clock });
  const recordDecision = createRecordDecision({ ...parts, rules: ONE_PERSON_RULES });
  const requestRollback = createRequestRollback({ ...parts, diff: unifiedDiff });
  const liftAlert = createLiftAlert(parts);
  return {
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
    liftAlert: async (command) => {
      const outcome = await liftAlert(command);
      if (outcome.kind === 'lifted') await dispatch([outcome.finding.id]);
      return outcome;
    },
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

type Tell = NonNullable<LocalParts['onUnreadable']>;

function onceEach(tell: Tell): Tell {
  const told = new Set<string>();
  return (fault) => {
    if (!told.has(fault.message)) tell(fault);
    told.add(fault.message);
  };
}

async function listFindings(
  store: AggregateStore,
  onUnreadable: Tell | undefined,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for await (const aggregate of store.listAll(onUnreadable)) {
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

async function idsWithWork(
  store: AggregateStore,
  onUnreadable: Tell | undefined,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id, outbox } of store.listAll(onUnreadable)) {
    if (outbox.length > 0) ids.push(id);
  }
  return ids;
}
