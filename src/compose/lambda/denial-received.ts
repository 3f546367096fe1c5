import { openEnvironment } from './open-environment.ts';
import { openIntake } from './open-intake.ts';
import { unquarantine } from './payloads.ts';
import { readEventMessage } from './read-message.ts';
import { type QueueMessage, toSettled } from './settle-batch.ts';

/** Takes in what EventBridge's rules put into the queue, and what was moved back from quarantine. */
export async function composeDenialReceived(): Promise<
  (messages: readonly QueueMessage[]) => Promise<readonly PromiseSettledResult<void>[]>
> {
  const environment = await openEnvironment();
  const { takeIn, catalog } = openIntake(environment);
  return async (messages) => {
    const batch = messages.map(({ messageId, body }) => {
      const event = unquarantine(body);
      return { id: messageId, body: event, read: () => readEventMessage(catalog, event) };
    });
    const { failures } = await takeIn(batch);
    return toSettled(environment.log, messages, failures);
  };
}
