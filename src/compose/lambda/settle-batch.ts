import type { Log } from '../../ports/log.ts';

/** What SQS tells of a message, as far as we read it. */
export type QueueMessage = { readonly messageId: string; readonly body: string };

/** What SQS wakes a function with. */
export type QueueEvent = { readonly Records: readonly QueueMessage[] };

const DONE: PromiseSettledResult<void> = { status: 'fulfilled', value: undefined };

/** The results of a batch in its order, for the middleware that reports the failed ones to SQS. Logs each failure. */
export function toSettled(
  log: Log,
  messages: readonly QueueMessage[],
  failures: ReadonlyMap<string, unknown>,
): readonly PromiseSettledResult<void>[] {
  return messages.map(({ messageId }) => {
    if (!failures.has(messageId)) return DONE;
    const reason = failures.get(messageId);
    log.error('a message comes again', reason, { messageId });
    return { status: 'rejected', reason };
  });
}

/** Carries out messages one after the other, each by itself: one that fails holds up no other. */
export async function settleEach(
  log: Log,
  messages: readonly QueueMessage[],
  carryOut: (message: QueueMessage) => Promise<void>,
): Promise<readonly PromiseSettledResult<void>[]> {
  const failures = new Map<string, unknown>();
  for (const message of messages) {
    try {
      await carryOut(message);
    } catch (error) {
      failures.set(message.messageId, error);
    }
  }
  return toSettled(log, messages, failures);
}
