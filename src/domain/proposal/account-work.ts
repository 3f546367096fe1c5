import type { OutboxEntry } from '../finding/aggregate.ts';
import type { ProposalEvent } from './transitions.ts';

const ACCOUNT_EVENTS: ReadonlySet<string> = new Set<ProposalEvent>([
  'proposal-approved',
  'rollback-requested',
]);

/** True for work that writes IAM: one function alone may carry it out, and everything else is another's. */
export function isAccountWork({ event }: Pick<OutboxEntry, 'event'>): boolean {
  return ACCOUNT_EVENTS.has(event);
}
