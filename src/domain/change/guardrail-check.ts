import { judgeGrant, toRefusalReason } from '../policy/guardrails/judge-grant.ts';
import type { PrincipalPolicies } from '../policy/principal-policies.ts';
import type { Proposal } from '../proposal/proposal.ts';

/**
 * Why the guardrails refuse an approved proposal by what its principal holds now, as a sentence; null
 * when they let it pass. What was harmless when it was offered may complete an escalation by now.
 */
export function checkGuardrails(
  { statements }: Pick<Proposal, 'statements'>,
  principal: PrincipalPolicies | undefined,
): string | null {
  if (principal === undefined) return 'a guardrail refuses it: nobody knows what its holder holds';
  const verdict = judgeGrant(statements, principal);
  return verdict.kind === 'refused' ? `a guardrail refuses it: ${toRefusalReason(verdict)}` : null;
}
