import { shortHash } from '../../kernel/digest.ts';

/** Newest events that one finding remembers; a redelivery older than that many later events counts again. */
export const REMEMBERED_EVENTS = 16_384;

// 50 bits: with 16,384 remembered, two different events are taken for one once in some 8 million findings.
const TOKEN_LENGTH = 10;

/**
 * Which events a finding has counted, as one string of fixed-width hashes, newest last: it must fit
 * an item of 400 KB beside everything else, and be written together with the count it explains.
 */
export function createEventMemory(remembered: string): {
  /** True the first time an event id is seen. */
  remember(eventId: string): boolean;
  toText(): string;
} {
  const tokens: string[] = remembered.match(/.{10}/g) ?? [];
  const known = new Set<string>(tokens);
  return {
    remember(eventId) {
      const token = shortHash(eventId, TOKEN_LENGTH);
      if (known.has(token)) return false;
      known.add(token);
      tokens.push(token);
      return true;
    },
    toText: () => tokens.slice(-REMEMBERED_EVENTS).join(''),
  };
}
