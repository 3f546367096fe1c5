import { judgeGrant, toRefusalReason } from '../policy/guardrails/judge-grant.ts';
import type { PolicyStatement } from '../policy/policy-document.ts';
import type { PrincipalPolicies } from '../policy/principal-policies.ts';
import type { Need } from './draft.ts';

/**
 * Which needs the guardrails let pass, each judged together with everything that the principal holds and
 * with the needs before it; the others with the reason as a sentence. Two that only together complete an
 * escalation are so told apart by their order: the first passes.
 */
export function judgeNeeds(
  principal: PrincipalPolicies,
  needs: readonly Need[],
): {
  readonly passed: readonly Need[];
  readonly refused: readonly { readonly findingId: string; readonly reason: string }[];
} {
  const passed: Need[] = [];
  const refused: { findingId: string; reason: string }[] = [];
  let holder = principal;
  for (const need of needs) {
    const verdict = judgeGrant([need.statement], holder);
    if (verdict.kind === 'refused') {
      refused.push({ findingId: need.findingId, reason: toRefusalReason(verdict) });
      continue;
    }
    passed.push(need);
    holder = withStatement(holder, need.statement);
  }
  return { passed, refused };
}

function withStatement(
  principal: PrincipalPolicies,
  statement: PolicyStatement,
): PrincipalPolicies {
  const document = { Version: '2012-10-17', Statement: [statement] };
  const added = { principalArn: principal.principal.arn, name: '', document };
  return { ...principal, inline: [...principal.inline, added] };
}
