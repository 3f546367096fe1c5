import type { OutboxEntry } from '../../../domain/finding/aggregate.ts';
import { isAccountWork } from '../../../domain/proposal/account-work.ts';

/**
 * What the stream's consumers are to do with an item, as one attribute that their filters name
 * (`serverless.yml`): `apply` is for `proposal-approved` alone, which may write IAM; `other` for `finding-changed`.
 */
export type StreamWork = 'none' | 'apply' | 'other' | 'both';

/** Whose work an outbox holds. */
export function toStreamWork(outbox: readonly OutboxEntry[]): StreamWork {
  const applies = outbox.some(isAccountWork);
  const hasOther = outbox.some((entry) => !isAccountWork(entry));
  if (applies) return hasOther ? 'both' : 'apply';
  return hasOther ? 'other' : 'none';
}
