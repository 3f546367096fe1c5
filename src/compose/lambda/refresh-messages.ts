import type { Finding } from '../../domain/finding/finding.ts';
import type { AggregateStore } from '../../ports/aggregate-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Notifier } from '../../ports/notifier.ts';
import { updateMessage } from '../work/update-message.ts';

/** A message of which nothing was heard for longer shows what it should, or is out of reach for good. */
const RECENT_MILLISECONDS = 24 * 3_600_000;

/**
 * Brings messages up to date whose counts grew, or whose last update failed. One that shows already what
 * it should costs no call.
 */
export async function refreshMessages(deps: {
  readonly store: AggregateStore;
  readonly notifier: Notifier;
  readonly clock: Clock;
}): Promise<void> {
  const since = Date.parse(deps.clock.now()) - RECENT_MILLISECONDS;
  const ids = new Set<string>();
  for await (const aggregate of deps.store.listAll()) {
    const changedAt = aggregate.history.at(-1)?.at ?? '';
    const seenAt = aggregate.kind === 'finding' ? aggregate.lastSeenAt : '';
    const isRecent = [changedAt, seenAt].some((at) => Date.parse(at) >= since);
    if (!isRecent) continue;
    if (aggregate.kind === 'proposal') for (const id of aggregate.findingIds) ids.add(id);
    else if (hasMessage(aggregate)) ids.add(aggregate.id);
  }
  for (const id of ids) await updateMessage(deps, id);
}

function hasMessage({ messages }: Finding): boolean {
  return messages.length > 0;
}
