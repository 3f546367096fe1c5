import { unifiedDiff } from '../adapters/jsdiff/unified-diff.ts';
import type { WritableAccount } from '../adapters/snapshot/snapshot-account.ts';
import type { Finding } from '../domain/finding/finding.ts';
import type { Proposal } from '../domain/proposal/proposal.ts';
import { protectedVersionsOf } from '../domain/proposal/protected-versions.ts';
import type { AppError } from '../kernel/app-error.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { AuthorizationMessageDecoder } from '../ports/authorization-message-decoder.ts';
import type { Clock } from '../ports/clock.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { TaskDefinitionReader } from '../ports/task-definition-reader.ts';
import { createAnnounceFinding } from '../usecases/announce-finding.ts';
import { type ApplyProposalDeps, createApplyProposal } from '../usecases/apply-proposal.ts';
import { createCompleteWork } from '../usecases/complete-work.ts';
import { createExpireProposals } from '../usecases/expire-proposals.ts';
import { createLiftAlert } from '../usecases/lift-alert.ts';
import { createProposeChange } from '../usecases/propose-change.ts';
import { createPrunePolicyVersions } from '../usecases/prune-policy-versions.ts';
import { createReceiveDenials } from '../usecases/receive-denials.ts';
import { createRecordDecision } from '../usecases/record-decision.ts';
import { createRequestRollback } from '../usecases/request-rollback.ts';
import { createRollBackChange } from '../usecases/roll-back-change.ts';
import { createSettleFindings } from '../usecases/settle-findings.ts';
import { createVerifyChange } from '../usecases/verify-change.ts';
import { createWithholdProposals } from '../usecases/withhold-proposals.ts';
import { createDispatchWork } from './dispatch-work.ts';
import { createFeed } from './feed.ts';
import type { FindingView, LocalApp } from './local-app.ts';
import type { LocalStore } from './open-local-store.ts';
import { explainText } from './read-inputs.ts';

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

/** Composes local mode's use cases over its parts. */
export function createLocalApp(given: LocalParts): LocalApp {
  const { clock, account, local, notifier, holder, decoder, taskDefinitions } = given;
  const { store, archive } = local;
  const parts = { store, archive, accounts: account, writer: account, pruner: account, clock };
  const asked = { ...(decoder && { decoder }), ...(taskDefinitions && { taskDefinitions }) };
  const dispatch = createDispatch(parts, notifier, holder);
  const onUnreadable = given.onUnreadable && onceEach(given.onUnreadable);
  const expireProposals = createExpireProposals({ ...parts, onUnreadable });
  return {
    feed: createFeed({ receive: createReceiveDenials({ ...parts, ...asked }), dispatch }),
    listFindings: () => listFindings(store, onUnreadable),
    show: (id) => show(store, id),
    ...createOrders(parts, dispatch),
    prune: createPrunePolicyVersions({
      ...parts,
      protectedVersions: async () => protectedVersionsOf(await listProposals(store)),
      busyPolicies: async () => busyPolicies(await listProposals(store)),
    }),
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
  dispatch: (ids: Iterable<string>) => Promise<void>,
): Pick<LocalApp, 'decide' | 'rollBack' | 'liftAlert'> {
  const recordDecision = createRecordDecision(parts);
  const requestRollback = createRequestRollback({ ...parts, diff: unifiedDiff });
  const liftAlert = createLiftAlert(parts);
  return {
    decide: async (command) => {
      const outcome = await recordDecision(command);
      if (outcome.kind === 'recorded') await dispatch([outcome.proposal.id]);
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

function createDispatch(
  parts: Omit<ApplyProposalDeps, 'rules'>,
  notifier: Notifier,
  holder: string,
): (ids: Iterable<string>) => Promise<void> {
  const applyProposal = createApplyProposal({ ...parts, rules: RULES });
  return createDispatchWork({
    ...parts,
    notifier,
    handlers: {
      announceFinding: createAnnounceFinding({ ...parts, notifier }),
      withholdProposals: createWithholdProposals(parts),
      proposeChange: createProposeChange({ ...parts, diff: unifiedDiff, rules: RULES }),
      applyProposal: (proposalId) => applyProposal({ proposalId, holder }),
      verifyChange: createVerifyChange(parts),
      rollBackChange: createRollBackChange(parts),
      settleFindings: createSettleFindings(parts),
      completeWork: createCompleteWork(parts),
    },
  });
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

// Pruning keeps what proposals need: with one that cannot be read it must not start.
async function listProposals(store: AggregateStore): Promise<readonly Proposal[]> {
  const proposals: Proposal[] = [];
  for await (const aggregate of store.listAll()) {
    if (aggregate.kind === 'proposal') proposals.push(aggregate);
  }
  return proposals;
}

async function show(store: AggregateStore, id: string): Promise<FindingView | undefined> {
  const findingId = id.startsWith('p-') ? (await store.findProposal(id))?.findingIds[0] : id;
  const finding = findingId === undefined ? undefined : await store.findFinding(findingId);
  if (finding === undefined) return undefined;
  const found = await Promise.all(finding.proposalIds.map((each) => store.findProposal(each)));
  const proposals = found.filter((proposal) => proposal !== undefined).toReversed();
  return { finding, proposals };
}

function busyPolicies(proposals: readonly Proposal[]): ReadonlySet<string> {
  return new Set(
    proposals.flatMap(({ state, target, rollback }) => {
      const isRollingBack = rollback !== null && rollback.doneAt === null;
      const isBusy = state === 'approved' || state === 'applying' || isRollingBack;
      return isBusy && target.kind === 'managed' ? [target.policyArn] : [];
    }),
  );
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
