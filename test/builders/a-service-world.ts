import {
  createMemoryAccount,
  type WritableAccount,
} from '../../src/adapters/snapshot/snapshot-account.ts';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import { DEMO_ACCOUNT } from '../../src/compose/demo/demo.ts';
import { createTakeIn, type Failures } from '../../src/compose/lambda/take-in.ts';
import { type QuarantinedRecord, unquarantine } from '../../src/compose/lambda/payloads.ts';
import { readEventMessage } from '../../src/compose/lambda/read-message.ts';
import { type LocalStore, openMemoryStore } from '../../src/compose/open-local-store.ts';
import { changeAccount } from '../../src/compose/work/change-account.ts';
import { createAccountParts } from '../../src/compose/work/create-account-parts.ts';
import { createFollowParts } from '../../src/compose/work/create-follow-parts.ts';
import { createFollowChanges } from '../../src/compose/work/follow-changes.ts';
import { createRecordedWork } from '../../src/compose/work/recorded-work.ts';
import { APPLY_ANYWHERE } from '../../src/domain/change/apply-mode.ts';
import { AT_ONCE } from '../../src/domain/change/judge-verification.ts';
import type { Scope } from '../../src/domain/denial/judge-scope.ts';
import { isAccountWork } from '../../src/domain/proposal/account-work.ts';
import type { AggregateStore } from '../../src/ports/aggregate-store.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import type { PublishedEvent } from '../../src/ports/event-publisher.ts';
import { createReceiveDenials } from '../../src/usecases/receive-denials.ts';
import { createRecordDecision } from '../../src/usecases/record-decision.ts';
import { createVerifyChange } from '../../src/usecases/verify-change.ts';
import { aClock, aNotifier, type TestClock } from './a-local-app.ts';
import { aLog } from './a-log.ts';

export const SERVICE_ACCOUNT = '111122223333';

export const EVERYTHING: Scope = {
  accounts: [SERVICE_ACCOUNT],
  roles: ['arn:aws:iam::*:role/*'],
  ecsOnly: false,
  ignore: [],
};

/** Puts itself between the work and what the work calls; the default lets everything through. */
export type Between = <T extends object>(target: T, name: string) => T;

export type ServiceWorld = {
  readonly store: AggregateStore;
  readonly local: LocalStore;
  readonly account: WritableAccount;
  readonly clock: TestClock;
  readonly log: ReturnType<typeof aLog>;
  readonly notifier: Notifier & { readonly posts: Set<string> };
  readonly quarantined: QuarantinedRecord[];
  readonly published: PublishedEvent[];
  readonly unreachable: string[];
  /** What `denial-received` does with the bodies of messages; ids are their places. */
  take(bodies: readonly unknown[]): Promise<Failures>;
  /** Lets the stream flow until it is quiet; what fails comes again, at most so often. Answers the last failures. */
  flow(mostRounds?: number): Promise<ReadonlyMap<string, unknown>>;
  /** Wakes everything that has work, as the sweep does. */
  wake(): Promise<void>;
  decide(
    proposalId: string,
    digest: string,
    by?: string,
  ): ReturnType<ReturnType<typeof createRecordDecision>>;
};

/** The functions of the service in one process over memory: each does what its composition in AWS does. */
export async function aServiceWorld(
  options: {
    readonly scope?: Partial<Scope>;
    readonly snapshot?: unknown;
    readonly between?: Between;
    readonly local?: LocalStore;
    readonly account?: WritableAccount;
    readonly notifier?: ServiceWorld['notifier'];
    readonly clock?: TestClock;
    readonly holder?: string;
  } = {},
): Promise<ServiceWorld> {
  const { between = (target) => target, holder = 'function-1' } = options;
  const clock = options.clock ?? aClock();
  let ids = 0;
  const newId = () => `ANPATEST${String((ids += 1)).padStart(13, '0')}`;
  const account =
    options.account ?? createMemoryAccount(options.snapshot ?? DEMO_ACCOUNT, { clock, newId });
  const local = options.local ?? (await openMemoryStore());
  const notifier = options.notifier ?? aNotifier();
  const log = aLog();
  const quarantined: QuarantinedRecord[] = [];
  const published: PublishedEvent[] = [];
  const unreachable: string[] = [];
  const stream: { id: string; version: number }[] = [];
  const raw = between(local.store, 'store');
  const store: AggregateStore = {
    ...raw,
    findFinding: (id) => raw.findFinding(id),
    findProposal: (id) => raw.findProposal(id),
    listOfPrincipal: (arn) => raw.listOfPrincipal(arn),
    listAll: () => raw.listAll(),
    async save(next) {
      const before = stream.length;
      if (next.outbox.length > 0) stream.push({ id: next.id, version: next.version });
      const saved = await raw.save(next);
      if (saved === 'conflict') stream.splice(before, 1);
      return saved;
    },
  };
  const iam = between(account, 'iam');
  const accounts = { accounts: iam, writer: iam, pruner: iam };
  const audit = between(local.audit, 'audit');
  const recorded = createRecordedWork({ store, audit, clock });
  const parts = { store, clock, ...accounts, recorded, archive: local.archive };
  const rules = {
    windowMinutes: 10,
    expiryHours: 8,
    leaseMilliseconds: 2_000,
    pauseMilliseconds: 0,
  };
  const verify = createVerifyChange({ ...parts, simulator: null, rules: AT_ONCE });
  const followParts = createFollowParts({
    ...parts,
    notifier: between(notifier, 'notifier'),
    publisher: between({ publish: async (events) => void published.push(...events) }, 'publisher'),
    onUnreachable: async (principalArn) => void unreachable.push(principalArn),
    verifyChange: verify,
    applyMode: APPLY_ANYWHERE,
    rules,
  });
  const accountParts = createAccountParts({ ...parts, holder, applyMode: APPLY_ANYWHERE, rules });
  const follow = createFollowChanges(followParts);
  const catalog = createCatalog();
  const takeIn = createTakeIn({
    scope: { ...EVERYTHING, ...options.scope },
    receive: createReceiveDenials({
      store,
      clock,
      accounts: { findPrincipal: () => Promise.resolve(undefined) },
    }),
    quarantine: { send: async (record) => void quarantined.push(record) },
    log,
    clock,
  });

  async function deliver(): Promise<ReadonlyMap<string, unknown>> {
    const records = stream.splice(0);
    const versions = new Map<string, number[]>();
    for (const { id, version } of records) {
      versions.set(id, [...(versions.get(id) ?? []), version]);
    }
    const changed = [...versions].map(([id, of]) => ({ id, versions: of }));
    const failures = new Map(await follow(changed));
    for (const { id } of changed) {
      const isDone = await changeAccountOf(id).catch((error: unknown) => {
        failures.set(id, error);
        return true;
      });
      if (!isDone) failures.set(id, new Error('waits'));
    }
    // What failed comes again.
    stream.push(...records.filter(({ id }) => failures.has(id)));
    return failures;
  }

  async function changeAccountOf(id: string): Promise<boolean> {
    const proposal = await store.findProposal(id);
    for (const entry of proposal?.outbox ?? []) {
      if (!isAccountWork(entry)) continue;
      const { kind } = await changeAccount(accountParts, proposal!, entry);
      if (kind === 'wait') return false;
    }
    return true;
  }

  return {
    store,
    local,
    account,
    clock,
    log,
    notifier,
    quarantined,
    published,
    unreachable,
    async take(bodies) {
      const batch = bodies.map((body, at) => {
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        const event = unquarantine(text);
        return { id: String(at), body: event, read: () => readEventMessage(catalog, event) };
      });
      return (await takeIn(batch)).failures;
    },
    async flow(mostRounds = 30) {
      let failures: ReadonlyMap<string, unknown> = new Map();
      for (let round = 0; stream.length > 0 && round < mostRounds; round++) {
        failures = await deliver();
      }
      return failures;
    },
    async wake() {
      for await (const { id, version, outbox } of local.store.listAll()) {
        if (outbox.length > 0) stream.push({ id, version });
      }
    },
    decide: (proposalId, digest, by = 'slack:U0MARIA') =>
      createRecordDecision({ store, clock })({
        proposalId,
        digest,
        verdict: 'approved',
        by,
        reason: 'needed',
      }),
  };
}
