import type { Finding } from '../../domain/finding/finding.ts';
import { isAppError } from '../../kernel/app-error.ts';
import { toPublishedEvent } from './to-published-event.ts';
import { updateMessage } from './update-message.ts';
import type { FollowParts, WorkOutcome } from './work-parts.ts';

/**
 * Carries out what is waiting in the outboxes of findings of one principal: one proposal run serves them
 * all. Where a security alert stands, it is all that is announced. People who cannot be told now are told
 * later, and nothing else waits for that: then it throws at the end. Where the account cannot be read,
 * everything else is done and the work waits.
 */
export async function followPrincipal(
  parts: FollowParts,
  findings: readonly [Finding, ...Finding[]],
): Promise<WorkOutcome> {
  const { handlers } = parts;
  const { principalArn } = findings[0];
  const alert = await handlers.withholdProposals(principalArn);
  const untold = await announce(parts, findings, alert);
  const touched = new Set<string>(alert?.outbox.length ? [alert.id] : []);
  const isRead = await propose(parts, principalArn, touched);
  for (const finding of findings) {
    await updateMessage(parts, finding.id);
    if (isRead && !untold.has(finding.id)) await finish(parts, finding);
  }
  const [fault] = untold.values();
  if (untold.size > 0) throw fault;
  return { kind: isRead ? 'done' : 'wait', touched: [...touched] };
}

async function announce(
  { handlers }: FollowParts,
  findings: readonly Finding[],
  alert: Finding | undefined,
): Promise<ReadonlyMap<string, unknown>> {
  const untold = new Map<string, unknown>();
  for (const { id, outbox } of findings) {
    const isEscalated = outbox.some(({ event }) => event === 'finding-escalated');
    try {
      if (alert === undefined || id === alert.id) await handlers.announceFinding(id);
      if (isEscalated) await handlers.escalateFinding(id);
    } catch (error) {
      if (!isAppError(error)) throw error;
      untold.set(id, error);
    }
  }
  return untold;
}

// False where the account does not let us read it: the findings stay, and their work is taken up again.
async function propose(
  { handlers, store, onUnreachable }: FollowParts,
  principalArn: string,
  touched: Set<string>,
): Promise<boolean> {
  try {
    for (const { id } of await handlers.proposeChange(principalArn)) touched.add(id);
  } catch (error) {
    if (!isAppError(error, 'account-unreachable', 'access-denied')) throw error;
    await onUnreachable(principalArn, error);
    return false;
  }
  const { proposals } = await store.listOfPrincipal(principalArn);
  for (const { id, outbox } of proposals) if (outbox.length > 0) touched.add(id);
  return true;
}

async function finish({ handlers, publisher }: FollowParts, finding: Finding): Promise<void> {
  const events = finding.outbox.map((entry) => toPublishedEvent(finding, entry));
  await publisher.publish(events.filter((event) => event !== undefined));
  const entryIds = finding.outbox.map((entry) => entry.id);
  await handlers.completeWork('finding', finding.id, entryIds);
}
