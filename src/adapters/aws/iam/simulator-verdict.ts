import type { EvaluationResult } from '@aws-sdk/client-iam';
import type { AccessRequest, Blocker } from '../../../domain/policy/evaluation.ts';
import type { SimulatorVerdict } from '../../../ports/policy-simulator.ts';

export const CANNOT_TELL: SimulatorVerdict = { decision: 'cannot-tell', blockedBy: [] };

const DECISIONS: ReadonlyMap<string, SimulatorVerdict['decision']> = new Map([
  ['allowed', 'allowed'],
  ['implicitDeny', 'implicit-deny'],
  ['explicitDeny', 'explicit-deny'],
]);

/**
 * The verdict about one request. IAM answers in two shapes: one result for each action and resource
 * (older), or one for each action with the resources inside (`ResourceSpecificResults`). An answer that
 * is absent, unknown or given without keys that the policies ask for is `cannot-tell`.
 */
export function verdictOf(
  results: readonly EvaluationResult[],
  { action, resource }: AccessRequest,
): SimulatorVerdict {
  const ofAction = results.filter(({ EvalActionName: name }) => isSameAction(name, action));
  const specific = ofAction
    .flatMap(({ ResourceSpecificResults = [] }) => ResourceSpecificResults)
    .find(({ EvalResourceName }) => EvalResourceName === resource);
  if (specific !== undefined) {
    const whole = ofAction.find((result) => result.ResourceSpecificResults?.includes(specific));
    return toVerdict({
      decision: specific.EvalResourceDecision,
      missing: specific.MissingContextValues,
      byBoundary: specific.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary,
      byOrganization: whole?.OrganizationsDecisionDetail?.AllowedByOrganizations,
    });
  }
  // An action that takes no resource is answered for `*`, whatever was asked.
  const result =
    ofAction.find(({ EvalResourceName }) => EvalResourceName === resource) ??
    ofAction.find(({ EvalResourceName = '*' }) => EvalResourceName === '*');
  if (result === undefined || (result.ResourceSpecificResults ?? []).length > 0) return CANNOT_TELL;
  return toVerdict({
    decision: result.EvalDecision,
    missing: result.MissingContextValues,
    byBoundary: result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary,
    byOrganization: result.OrganizationsDecisionDetail?.AllowedByOrganizations,
  });
}

function toVerdict(said: {
  readonly decision: string | undefined;
  readonly missing: readonly string[] | undefined;
  readonly byBoundary: boolean | undefined;
  readonly byOrganization: boolean | undefined;
}): SimulatorVerdict {
  const decision = DECISIONS.get(said.decision ?? '');
  if (decision === undefined || (said.missing ?? []).length > 0) return CANNOT_TELL;
  if (decision === 'allowed') return { decision, blockedBy: [] };
  const blockedBy: Blocker[] = [];
  if (said.byOrganization === false) blockedBy.push('scp');
  if (said.byBoundary === false) blockedBy.push('boundary');
  return { decision, blockedBy };
}

function isSameAction(name: string | undefined, action: string): boolean {
  return name?.toLowerCase() === action.toLowerCase();
}
