/**
 * How dangerous a grant is, 0 worst: 0 alone sufficient to escalate, 1 completes an escalation,
 * 2 exposes data or credentials, 3 writes, 4 reads. `reasons` are sentences for a person.
 */
export type RiskTier = 0 | 1 | 2 | 3 | 4;
export type Risk = { readonly tier: RiskTier; readonly reasons: readonly string[] };

/** Why a grant is refused whatever its tier. */
export const GUARDRAIL_REFUSALS = {
  'wildcard-action': 'an action with a wildcard grants more than was denied',
  'wildcard-resource':
    'the resource is not known exactly, and a wildcard grants more than was denied',
  'unknown-action': 'the action is not known for certain',
  'cross-account-resource': 'the resource belongs to another account, whose owner must grant it',
  'privilege-escalation': 'the permission lets its holder raise their own permissions',
  'escalation-path':
    'together with what the principal holds already it completes a published privilege escalation',
  'several-resources':
    'a permission that hands out secrets or opens a resource is given for one exact resource at a time',
  'malformed-resource': 'the resource cannot be written in a policy without changing its meaning',
} as const;
export type GuardrailRefusal = keyof typeof GUARDRAIL_REFUSALS;

/** How many people must approve a grant of this risk before it may be applied directly. */
export function approvalsNeeded({ tier }: Risk): 1 | 2 {
  return tier <= 2 ? 2 : 1;
}

/** What the guardrails say. `paths`: the published escalation paths that the grant would complete, by their ids. */
export type GuardrailVerdict =
  | { readonly kind: 'passed'; readonly risk: Risk }
  | {
      readonly kind: 'refused';
      readonly code: GuardrailRefusal;
      readonly risk: Risk;
      readonly paths?: readonly string[];
    };
