import { html, type Html } from '../html.ts';
import { ownText, text, type ShownText } from '../text.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A point in time (ISO 8601) as UTC, to the minute. */
export function moment(at: string): Html {
  return html`<time datetime="${text(at)}">${toUtc(at)}</time>`;
}

/** A point in time (ISO 8601) as its distance from `now`, with the exact time where the reader asks for it. */
export function distance(at: string, now: string): Html {
  return html`<time datetime="${text(at)}" title="${toUtc(at)}">${toDistance(at, now)}</time>`;
}

/** A point in time as UTC, to the second: for rows that follow each other quickly. */
export function exactMoment(at: string): Html {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return moment(at);
  const words = new Date(time).toISOString().slice(0, 19).replace('T', ' ');
  return html`<time datetime="${text(at)}">${ownText(words)}</time>`;
}

/** `2026-11-20 10:00 UTC`; what is no time is shown as it is. */
export function toUtc(at: string): ShownText {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return text(at, 40);
  return ownText(`${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`);
}

function toDistance(at: string, now: string): ShownText {
  const gap = Date.parse(now) - Date.parse(at);
  if (Number.isNaN(gap)) return text(at, 40);
  const size = Math.abs(gap);
  if (size < MINUTE) return ownText('just now');
  const words =
    size < HOUR
      ? count(size, MINUTE, 'min')
      : size < 2 * DAY
        ? count(size, HOUR, 'h')
        : count(size, DAY, 'days');
  return ownText(gap < 0 ? `in ${words}` : `${words} ago`);
}

function count(size: number, unit: number, name: string): string {
  return `${Math.floor(size / unit)} ${name}`;
}
