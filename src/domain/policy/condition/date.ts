import { known, NO, type Truth, unknown } from '../truth.ts';
import type { Comparison } from './comparison.ts';

/**
 * A comparison of points in time by their order (negative: the value is the earlier). A value that is
 * no date does not compare; an operand that is none is unknown, as for numbers.
 */
export function compareDates(holds: (order: number) => boolean): Comparison {
  return (operand, value): Truth => {
    const wanted = parseDate(operand);
    const given = parseDate(value);
    if (wanted === undefined) return unknown();
    return given === undefined ? NO : known(holds(Math.sign(given - wanted)));
  };
}

// W3C's profile of ISO 8601 (year, month, day, or a time with its zone). A time without a zone is
// read as UTC, as AWS writes it.
const W3C =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/i;

const EPOCH = /^-?\d{5,15}(\.\d{1,9})?$/;

/** Milliseconds since 1970 of a W3C date or of UNIX seconds (five digits or more); undefined when the text is neither. */
export function parseDate(text: string): number | undefined {
  const trimmed = text.trim();
  if (EPOCH.test(trimmed) || trimmed === '0') return Number(trimmed) * 1000;
  const parts = W3C.exec(trimmed);
  return parts === null ? undefined : toMilliseconds(parts);
}

function toMilliseconds(parts: RegExpExecArray): number | undefined {
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00'] = parts.slice(
    0,
    7,
  );
  const [fraction = '0', zone = 'Z'] = parts.slice(7);
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const isRealDay = new Date(date).toISOString().startsWith(`${year}-${month}-${day}`);
  if (!isRealDay || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60)
    return undefined;
  const seconds =
    Number(hour) * 3600 + Number(minute) * 60 + Number(second) + Number(`0${fraction}`);
  return date + Math.round(seconds * 1000) - zoneMinutes(zone) * 60_000;
}

function zoneMinutes(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith('-') ? -minutes : minutes;
}
