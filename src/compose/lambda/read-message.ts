import type { Catalog } from '../../catalog/create-catalog.ts';
import type { Denial, Reading } from '../../domain/denial/denial.ts';
import { readRecord } from '../../domain/denial/read-record.ts';

/** What one message holds. `faults` say, as sentences, what in it could not be read. */
export type ReadMessage = {
  readonly denials: readonly Denial[];
  readonly faults: readonly string[];
};

/** Reads the body of a message that an EventBridge rule sent; nothing but an EventBridge event is taken. */
export async function readEventMessage(catalog: Catalog, body: string): Promise<ReadMessage> {
  const value = parseJson(body);
  if (value === undefined) return { denials: [], faults: ['the message: expected JSON'] };
  // Only an envelope can be checked for who sent it; a bare record could be anybody's.
  if (typeof value !== 'object' || value === null || !('detail-type' in value)) {
    return { denials: [], faults: ['the message: expected an event of EventBridge'] };
  }
  return readValue(catalog, value);
}

/** Reads records of CloudTrail or log events that did not come through EventBridge. */
export async function readValue(catalog: Catalog, value: unknown): Promise<ReadMessage> {
  return sortReadings(await catalog.whenLoaded(() => readRecord(value, catalog.lookUp)));
}

function sortReadings(readings: readonly Reading[]): ReadMessage {
  const denials: Denial[] = [];
  const faults: string[] = [];
  for (const reading of readings) {
    if (reading.kind === 'denial') denials.push(reading);
    else if (reading.kind === 'unreadable') faults.push(reading.reason);
  }
  return { denials, faults };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
