import type { Finding } from '../domain/finding/finding.ts';
import type { AggregateStore } from '../ports/aggregate-store.ts';
import type { Notifier } from '../ports/notifier.ts';

/**
 * Announces a finding that became the security team's where its severity belongs now, beside the message
 * that there is. The notifier posts once a place, so this is repeatable.
 */
export function createEscalateFinding(deps: {
  readonly store: AggregateStore;
  readonly notifier: Notifier;
}): (findingId: string) => Promise<void> {
  return async (findingId) => {
    const escalated = await deps.store.findFinding(findingId);
    if (escalated === undefined) return;
    const message = await deps.notifier.announce(escalated);
    for (;;) {
      const finding = await deps.store.findFinding(findingId);
      const isKnown = finding?.messages.some(
        ({ channel, id }) => channel === message.channel && id === message.id,
      );
      if (finding === undefined || isKnown) return;
      const messages = [...finding.messages, message];
      const next: Finding = { ...finding, version: finding.version + 1, messages };
      if ((await deps.store.save(next)) === 'saved') return;
    }
  };
}
