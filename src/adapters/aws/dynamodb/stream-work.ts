import type { OutboxEntry } from '../../../domain/finding/aggregate.ts';

/**
 * What the stream's consumers are to do with an item, as one attribute that their filters name
 * (`serverless.yml`): `apply` is for `proposal-approved` alone, which may write IAM; `other` for `finding-changed`.
 */
export type StreamWork = 'none' | 'apply' | 'other' | 'both';

const EVENTS_OF_THE_APPLIER: ReadonlySet<string> = new Set([
  'proposal-approved',
  'rollback-requested',
]);

/** Whose work an outbox holds. */
export function toStreamWork(outbox: readonly OutboxEntry[]): StreamWork {
  const applies = outbox.some(({ event }) => EVENTS_OF_THE_APPLIER.has(event));
  const hasOther = outbox.some(({ event }) => !EVENTS_OF_THE_APPLIER.has(event));
  if (applies) return hasOther ? 'both' : 'apply';
  return hasOther ? 'other' : 'none';
}
