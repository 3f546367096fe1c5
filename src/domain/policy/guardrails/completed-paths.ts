import type { PolicyStatement } from '../policy-document.ts';
import type { PrincipalPolicies } from '../principal-policies.ts';
import { ESCALATION_PATHS, type EscalationPath } from './escalation-paths.ts';
import { createHeldActions, mentions } from './held-actions.ts';

/**
 * The published escalation paths that a grant touches and that are complete once it is given: what the
 * principal holds already and what is granted, taken together. A path that was complete before and that
 * the grant leaves alone is none of its doing. Holding more never makes the answer shorter.
 */
export function completedPaths(
  granted: readonly PolicyStatement[],
  principal: PrincipalPolicies,
): readonly EscalationPath[] {
  const holds = createHeldActions(principal, granted);
  const touches = (action: string) => granted.some((statement) => mentions(statement, action));
  return ESCALATION_PATHS.filter(({ actions }) => actions.some(touches) && actions.every(holds));
}
