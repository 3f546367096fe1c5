import type { Finding } from '../../domain/finding/finding.ts';
import { toPublishedEvent } from './to-published-event.ts';
import { updateMessage } from './update-message.ts';
import type { FollowParts, WorkOutcome } from './work-parts.ts';

/**
 * Carries out what is waiting in the outboxes of findings of one principal: one proposal run serves them
 * all. Where a security alert stands, it is all that is announced.
 */
export async function followPrincipal(
  parts: FollowParts,
  findings: readonly [Finding, ...Finding[]],
): Promise<WorkOutcome> {
  const { handlers, store, publisher } = parts;
  const { principalArn } = findings[0];
  const alert = await handlers.withholdProposals(principalArn);
  const touched = new Set<string>(alert?.outbox.length ? [alert.id] : []);
  for (const { id, outbox } of findings) {
    if (alert === undefined || id === alert.id) await handlers.announceFinding(id);
    const isEscalated = outbox.some(({ event }) => event === 'finding-escalated');
    if (isEscalated) await handlers.escalateFinding(id);
  }
  for (const { id } of await handlers.proposeChange(principalArn)) touched.add(id);
  const { proposals } = await store.listOfPrincipal(principalArn);
  for (const { id, outbox } of proposals) if (outbox.length > 0) touched.add(id);
  for (const finding of findings) {
    const events = finding.outbox.map((entry) => toPublishedEvent(finding, entry));
    await publisher.publish(events.filter((event) => event !== undefined));
    const entryIds = finding.outbox.map((entry) => entry.id);
    await handlers.completeWork('finding', finding.id, entryIds);
    await updateMessage(parts, finding.id);
  }
  return { kind: 'done', touched: [...touched] };
}
