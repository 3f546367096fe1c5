import type { AuditEntry } from '../../domain/audit/audit-entry.ts';
import { toRefusedDecision } from '../../domain/audit/to-audit-entries.ts';
import type { DecisionCommand, DecisionOutcome } from '../../usecases/record-decision.ts';

/** What the history says of a decision that was refused: who lost a race, or came too late, is part of it. */
export function toRefusedAttempt(
  { by, verdict }: DecisionCommand,
  { proposal, code }: Extract<DecisionOutcome, { readonly kind: 'refused' }>,
  at: string,
): readonly AuditEntry[] {
  if (proposal === undefined) return [];
  return [toRefusedDecision({ proposal, by, at, verdict, reason: code })];
}
