import {
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { AppError } from '../../../kernel/app-error.ts';
import type { Clock } from '../../../ports/clock.ts';
import type {
  EventPublisher,
  PublishedEvent,
  PublishedEventName,
} from '../../../ports/event-publisher.ts';
import { type AwsClientOptions, toClientSettings } from '../client-settings.ts';
import { toAppError } from '../to-app-error.ts';

/** What rules of others match on, beside the source `rolemender`. They never change: rules rest on them. */
export const DETAIL_TYPES: Readonly<Record<PublishedEventName, string>> = {
  'finding-opened': 'Finding Opened',
  'change-proposed': 'Change Proposed',
  'decision-made': 'Decision Made',
  'change-applied': 'Change Applied',
  'change-verified': 'Change Verified',
  'change-rolled-back': 'Change Rolled Back',
  'versions-pruned': 'Policy Versions Pruned',
};

export const EVENT_SOURCE = 'rolemender';

// EventBridge API Reference, PutEvents.
const MOST_ENTRIES = 10;
const MOST_ATTEMPTS = 4;
const FIRST_PAUSE_MILLISECONDS = 200;

/** The EventBridge client of one process. */
export function createEventBridgeClient(options: AwsClientOptions): EventBridgeClient {
  return new EventBridgeClient(toClientSettings(options));
}

/** Puts our events on a bus. `PutEvents` may take some entries and refuse others: only those are sent again. */
export function createEventBridgePublisher(deps: {
  readonly client: EventBridgeClient;
  readonly busName: string;
  readonly clock: Clock;
}): EventPublisher {
  return {
    publish: async (events) => {
      for (let from = 0; from < events.length; from += MOST_ENTRIES) {
        const entries = events.slice(from, from + MOST_ENTRIES);
        await putAll(
          deps,
          entries.map((event) => toEntry(event, deps.busName)),
        );
      }
    },
  };
}

async function putAll(
  { client, clock }: { readonly client: EventBridgeClient; readonly clock: Clock },
  entries: readonly PutEventsRequestEntry[],
): Promise<void> {
  let left = entries;
  let reason = '';
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    if (attempt > 0) await clock.sleep(FIRST_PAUSE_MILLISECONDS * 2 ** (attempt - 1));
    const { FailedEntryCount = 0, Entries = [] } = await put(client, left);
    if (FailedEntryCount === 0) return;
    // The answers stand in the order of the entries; one without an id was not taken.
    const refused = left.filter((_entry, index) => !Entries[index]?.EventId);
    reason = Entries.find(({ ErrorCode }) => ErrorCode !== undefined)?.ErrorCode ?? 'unknown';
    left = refused.length > 0 ? refused : left;
  }
  throw new AppError(
    'unavailable',
    `EventBridge did not take ${left.length} of ${entries.length} events: ${reason}`,
  );
}

async function put(client: EventBridgeClient, entries: readonly PutEventsRequestEntry[]) {
  try {
    return await client.send(new PutEventsCommand({ Entries: [...entries] }));
  } catch (error) {
    throw toAppError(error, 'EventBridge PutEvents');
  }
}

function toEntry(event: PublishedEvent, busName: string): PutEventsRequestEntry {
  const { name, id, account, principalArn, at, detail } = event;
  return {
    EventBusName: busName,
    Source: EVENT_SOURCE,
    DetailType: DETAIL_TYPES[name],
    Time: new Date(at),
    Resources: principalArn === null ? [] : [principalArn],
    Detail: JSON.stringify({
      schema: 'rolemender.event/1',
      ...detail,
      name,
      id,
      account,
      principalArn,
      at,
    }),
  };
}
