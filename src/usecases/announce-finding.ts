import type { Finding } from '../domain/finding/finding.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Notifier } from '../ports/notifier.ts';

/** Announces a finding once and remembers the message, so that everything later updates it. Repeatable. */
export function createAnnounceFinding(deps: {
  readonly store: AggregateStore;
  readonly notifier: Notifier;
}): (findingId: string) => Promise<void> {
  return async (findingId) => {
    const announced = await deps.store.findFinding(findingId);
    if (announced === undefined || announced.messages.length > 0) return;
    const message = await deps.notifier.announce(announced);
    for (;;) {
      const finding = await deps.store.findFinding(findingId);
      if (finding === undefined || finding.messages.length > 0) return;
      const next: Finding = { ...finding, version: finding.version + 1, messages: [message] };
      if ((await deps.store.save(next)) === 'saved') return;
    }
  };
}
