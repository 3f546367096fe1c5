import { judgeStatement, riskOf } from '../guardrails.ts';
import { type PolicyStatement, toList } from '../policy-document.ts';
import type { PrincipalPolicies } from '../principal-policies.ts';
import { GUARDRAIL_REFUSALS, type GuardrailVerdict } from '../risk.ts';
import { completedPaths } from './completed-paths.ts';
import type { EscalationPath } from './escalation-paths.ts';

/**
 * Judges the statements of one change together with everything that its principal holds already, so
 * that an escalation which is asked for in pieces is refused at the piece that completes it. Takes facts
 * only: nothing that anybody configures reaches it. The verdict is never milder for one who holds more.
 */
export function judgeGrant(
  statements: readonly PolicyStatement[],
  principal: PrincipalPolicies,
): GuardrailVerdict {
  const { arn } = principal.principal;
  const verdicts = statements.map(
    (statement) => severalResources(statement) ?? judgeStatement(statement, arn),
  );
  const refused = verdicts.find(({ kind }) => kind === 'refused');
  if (refused !== undefined) return refused;
  const completed = judgeUnion(statements, principal);
  if (completed !== undefined) return completed;
  return verdicts.reduce((worst, next) => (next.risk.tier < worst.risk.tier ? next : worst));
}

type Refused = GuardrailVerdict & { readonly kind: 'refused' };

/** The refusal of a grant that completes an escalation with what the principal holds; undefined when it completes none. */
export function judgeUnion(
  statements: readonly PolicyStatement[],
  principal: PrincipalPolicies,
): Refused | undefined {
  const paths = completedPaths(statements, principal);
  return paths.length > 0 ? completes(paths) : undefined;
}

/** True where a grant is made for one exact resource at a time: it hands out secrets or opens a resource. */
export function isOneAtATime(statement: PolicyStatement): boolean {
  return riskOf(statement).tier === 2;
}

/** The sentence of a refusal for a person; it names the escalation path, where one is the reason. */
export function toRefusalReason(verdict: Refused): string {
  const { code, risk, paths = [] } = verdict;
  const reason = GUARDRAIL_REFUSALS[code];
  return paths.length > 0 ? `${reason}: ${risk.reasons.join('; ')}` : reason;
}

function severalResources(statement: PolicyStatement): Refused | undefined {
  const isOne = toList(statement.Resource).length <= 1;
  if (isOne || !isOneAtATime(statement)) return undefined;
  return { kind: 'refused', code: 'several-resources', risk: riskOf(statement) };
}

const MOST_NAMED = 3;

function completes(paths: readonly EscalationPath[]): Refused {
  const named = paths
    .slice(0, MOST_NAMED)
    .map(({ id, actions, source }) => `${id} (${actions.join(' + ')}; ${source})`);
  const more = paths.length > MOST_NAMED ? [`and ${paths.length - MOST_NAMED} more`] : [];
  return {
    kind: 'refused',
    code: 'escalation-path',
    risk: { tier: 1, reasons: [...named, ...more] },
    paths: paths.map(({ id }) => id),
  };
}
