/** The attribute by which DynamoDB deletes an item some time after it; in seconds since 1970. */
export const TTL_ATTRIBUTE = 'ttl';

/** When an item that is kept for `seconds` from `at` (ISO 8601 UTC) may be deleted. It is late by days at times, so nothing depends on it. */
export function toTtl(at: string, seconds: number): number {
  return Math.floor(Date.parse(at) / 1000) + seconds;
}
