const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * A time of an event as ISO 8601 UTC in milliseconds, which sort as text: CloudTrail writes whole
 * seconds, our clock does not. Undefined for a text that is no such time.
 */
export function toEventTime(text: string): string | undefined {
  const milliseconds = FORM.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
}
