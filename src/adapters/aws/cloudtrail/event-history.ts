import { CloudTrailClient, LookupEventsCommand, type Event } from '@aws-sdk/client-cloudtrail';
import type { Clock } from '../../../ports/clock.ts';
import type { EventHistory } from '../../../ports/event-history.ts';
import { type AwsClientOptions, toClientSettings } from '../client-settings.ts';
import { createTurns, type Turn } from '../pace.ts';
import { toAppError } from '../to-app-error.ts';

// CloudTrail API Reference, LookupEvents: two requests a second for each account and region, 50 events a page.
const RATE = { perSecond: 2, burst: 1 };
const PAGE_SIZE = 50;

/** Longest text of an event that is no JSON which is handed on: enough to recognise what sent it. */
const LONGEST_MALFORMED = 1_000;

/**
 * CloudTrail's history behind the `EventHistory`, region after region. CloudTrail cannot be asked for
 * error codes, so the events are sifted here. One whose record is no JSON comes as
 * `{malformedCloudTrailEvent, eventId}`, which no reader takes for a record: the caller counts it.
 */
export function createCloudTrailHistory(deps: {
  readonly optionsFor: (account: string) => AwsClientOptions;
  /** Those in which the account is used; events of global services are in `us-east-1`. */
  readonly regions: readonly string[];
  readonly clock: Clock;
}): EventHistory {
  const turns = new Map<string, Turn>();
  return {
    async *failedEvents({ account, since, until }) {
      for (const region of deps.regions) {
        const key = `${account} ${region}`;
        const turn = turns.get(key) ?? createTurns(RATE, deps.clock);
        turns.set(key, turn);
        const options = { ...deps.optionsFor(account), region };
        const window = { StartTime: new Date(since), EndTime: new Date(until) };
        yield* failedIn(new CloudTrailClient(toClientSettings(options)), turn, window);
      }
    },
  };
}

async function* failedIn(
  client: CloudTrailClient,
  turn: Turn,
  window: { readonly StartTime: Date; readonly EndTime: Date },
): AsyncIterable<unknown> {
  let NextToken: string | undefined;
  do {
    await turn();
    const page = await lookUp(client, { ...window, NextToken });
    for (const event of page.Events ?? []) {
      const record = toRecord(event);
      if (record !== undefined) yield record;
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined && NextToken !== '');
}

async function lookUp(
  client: CloudTrailClient,
  input: {
    readonly StartTime: Date;
    readonly EndTime: Date;
    readonly NextToken: string | undefined;
  },
) {
  try {
    return await client.send(new LookupEventsCommand({ ...input, MaxResults: PAGE_SIZE }));
  } catch (error) {
    throw toAppError(error, 'CloudTrail LookupEvents');
  }
}

function toRecord({ CloudTrailEvent: text = '', EventId = '' }: Event): unknown {
  try {
    const record: unknown = JSON.parse(text);
    if (typeof record !== 'object' || record === null) return malformed(text, EventId);
    const { errorCode } = record as { readonly errorCode?: unknown };
    return typeof errorCode === 'string' && errorCode !== '' ? record : undefined;
  } catch {
    return malformed(text, EventId);
  }
}

function malformed(text: string, eventId: string): unknown {
  return { malformedCloudTrailEvent: text.slice(0, LONGEST_MALFORMED), eventId };
}
