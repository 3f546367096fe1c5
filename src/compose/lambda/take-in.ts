import type { Denial } from '../../domain/denial/denial.ts';
import { judgeScope, type Scope, type ScopeVerdict } from '../../domain/denial/judge-scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { WorkQueue } from '../../ports/work-queue.ts';
import type { ReceiveDenialsOutcome } from '../../usecases/receive-denials.ts';
import { PAYLOAD_SCHEMA, type QuarantinedRecord } from './payloads.ts';
import type { ReadMessage } from './read-message.ts';

export type TakeInDeps = {
  readonly scope: Scope;
  readonly receive: (denials: readonly Denial[]) => Promise<ReceiveDenialsOutcome>;
  readonly quarantine: WorkQueue<QuarantinedRecord>;
  readonly log: Log;
  readonly clock: Clock;
};

/** A message of a batch; `read` gives what it holds, and may throw. */
export type Incoming = {
  readonly id: string;
  readonly body: string;
  readonly read: () => Promise<ReadMessage>;
};

/** Why each message that has to come again failed, by its id. */
export type Failures = ReadonlyMap<string, unknown>;

/**
 * Takes a batch of messages in: what is unreadable goes to quarantine with the reason, what is out of
 * scope is counted, denials are stored with one write a fingerprint. Answers the messages that failed
 * and may come again; all others are done.
 */
export function createTakeIn(
  deps: TakeInDeps,
): (
  batch: readonly Incoming[],
) => Promise<{ readonly failures: Failures; readonly outcome: ReceiveDenialsOutcome }> {
  return async (batch) => {
    const failures = new Map<string, unknown>();
    const messageOf = new Map<Denial, string>();
    for (const message of batch) {
      try {
        for (const denial of await admit(deps, message)) messageOf.set(denial, message.id);
      } catch (error) {
        failures.set(message.id, error);
      }
    }
    const outcome = await deps.receive([...messageOf.keys()]);
    for (const { denials, error } of outcome.failures) {
      for (const denial of denials) failures.set(messageOf.get(denial) ?? '', error);
    }
    report(deps, [...messageOf.keys()], outcome);
    return { failures, outcome };
  };
}

async function admit(deps: TakeInDeps, message: Incoming): Promise<readonly Denial[]> {
  const { denials, faults } = await message.read();
  const now = deps.clock.now();
  const verdicts = denials.map((denial) => judgeScope(denial, deps.scope, now));
  const isForeign = verdicts.includes('account-not-managed');
  const [fault] = isForeign ? ['the account is not in the configuration'] : faults;
  if (fault !== undefined) await quarantine(deps, message, fault);
  countOutOfScope(deps.log, verdicts);
  return denials.filter((_denial, at) => verdicts[at] === 'in-scope');
}

// SQS takes 256 KB (some queues 1 MB), and JSON doubles what it must escape.
const MOST_QUARANTINED = 100_000;

async function quarantine(
  { quarantine: queue, log, clock }: TakeInDeps,
  { id, body }: Incoming,
  reason: string,
): Promise<void> {
  const kept = body.slice(0, MOST_QUARANTINED);
  const record = { schema: PAYLOAD_SCHEMA, kind: 'quarantined', at: clock.now() } as const;
  await queue.send({ ...record, reason, body: kept });
  log.info('a record was quarantined', { messageId: id, length: body.length });
  log.count({ QuarantinedRecords: 1 });
}

function countOutOfScope(log: Log, verdicts: readonly ScopeVerdict[]): void {
  const own = verdicts.filter((verdict) => verdict === 'own-role').length;
  const ignored = verdicts.filter((verdict) => verdict === 'ignored').length;
  const others = verdicts.filter((verdict) => verdict !== 'in-scope').length - own - ignored;
  log.count({
    ...(own > 0 ? { OwnRoleDenied: own } : {}),
    ...(ignored > 0 ? { DenialsIgnored: ignored } : {}),
    ...(others > 0 ? { DenialsOutOfScope: others } : {}),
  });
}

function report(
  { log, clock }: TakeInDeps,
  denials: readonly Denial[],
  { counted, duplicates, opened }: ReceiveDenialsOutcome,
): void {
  if (denials.length === 0) return;
  const now = Date.parse(clock.now());
  const times = denials.map(({ eventTime }) => Date.parse(eventTime ?? '')).filter(Number.isFinite);
  const oldest = times.reduce((first, time) => Math.min(first, time), now);
  log.count({
    DenialsCounted: counted,
    DuplicateEvents: duplicates,
    FindingsOpened: opened,
    LagSeconds: Math.max(0, Math.round((now - oldest) / 1000)),
  });
}
