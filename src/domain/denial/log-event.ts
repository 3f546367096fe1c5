import type { Reading } from './denial.ts';
import { type Fields, memberOf, textOf } from './fields.ts';

// CloudWatch Logs: FilterLogEvents says `eventId`, a subscription says `id`.
const IDS = ['eventId', 'id'] as const;

/**
 * Gives a denial from a log event the event's id and time, where the text itself has none: so that an
 * event that is delivered again counts once. `timestamp` is milliseconds since 1970, or ISO 8601.
 */
export function withLogEvent(reading: Reading, event: Fields): Reading {
  if (reading.kind !== 'denial') return reading;
  const id = IDS.map((name) => textOf(event, name)).find((text) => text !== null) ?? null;
  const eventTime = reading.eventTime ?? timeOf(memberOf(event, 'timestamp'));
  return { ...reading, eventId: reading.eventId ?? id, eventTime };
}

// The range of ECMAScript's time values: beyond it a Date has no ISO form.
const MAX_TIME = 8.64e15;

function timeOf(timestamp: unknown): string | null {
  const time = typeof timestamp === 'string' ? Date.parse(timestamp) : timestamp;
  if (typeof time !== 'number' || !(Math.abs(time) <= MAX_TIME)) return null;
  return new Date(time).toISOString();
}
