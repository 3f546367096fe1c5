import type { Finding } from '../domain/finding/finding.ts';
import {
  type Lifting,
  liftRefusalOf,
  type LiftRefusal,
  toLaidAside,
  toLifted,
} from '../domain/finding/lift-alert.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Clock } from '../ports/clock.ts';

export type LiftAlertCommand = {
  readonly findingId: string;
  readonly by: string;
  readonly reason: string;
};

export type LiftAlertOutcome =
  | { readonly kind: 'lifted'; readonly finding: Finding }
  | {
      readonly kind: 'refused';
      readonly code: LiftRefusal;
      readonly finding: Finding | undefined;
    };

/**
 * Lifts a security alert by a person's order, so that changes are offered to its principal again: for what
 * is denied from now on, never for what was tried out. Of simultaneous orders one is recorded. Repeatable.
 */
export function createLiftAlert(deps: {
  readonly store: AggregateStore;
  readonly clock: Clock;
}): (command: LiftAlertCommand) => Promise<LiftAlertOutcome> {
  return async ({ findingId, by, reason }) => {
    for (;;) {
      const alert = await deps.store.findFinding(findingId);
      const code = liftRefusalOf(alert, reason);
      if (alert === undefined || code !== null) {
        return { kind: 'refused', code: code ?? 'not-found', finding: alert };
      }
      const lifting = { at: deps.clock.now(), by, reason };
      // The alert comes last: while it stands nothing is offered, wherever this is cut short.
      await layAside(deps.store, alert.principalArn, lifting);
      const next = toLifted(alert, lifting);
      // A conflict means that somebody lifted it between the read and the write: the next read tells.
      if ((await deps.store.save(next)) === 'saved') return { kind: 'lifted', finding: next };
    }
  };
}

async function layAside(
  store: AggregateStore,
  principalArn: string,
  lifting: Lifting,
): Promise<void> {
  const { findings } = await store.listOfPrincipal(principalArn);
  for (const { id } of findings.filter((one) => one.principalArn === principalArn)) {
    for (;;) {
      const finding = await store.findFinding(id);
      const next = finding && toLaidAside(finding, lifting);
      // A conflict is most likely one more denial, which counts as tried out too.
      if (next === undefined || (await store.save(next)) === 'saved') break;
    }
  }
}
