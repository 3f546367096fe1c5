import { wildcardMatches } from '../policy/match/wildcard.ts';
import { isAwsManagedPolicyArn, parseIamArn } from '../principal/iam-arn.ts';
import type { Target } from '../proposal/proposal.ts';
import type { ApplyRefusal } from './apply-refusals.ts';

/**
 * Where a change may be written into an account. Everything else is only told: the safe default is
 * that nothing is listed. Patterns are ARNs with `*` and `?`.
 */
export type ApplyRules = {
  /** Accounts (12 digits) in which direct apply is on. */
  readonly directAccounts: readonly string[];
  /** Policies that may be created or edited; for an inline policy, the role or user that has it. */
  readonly directPolicies: readonly string[];
  /** Policies, roles and users that code is known to own: the next deployment would undo a change of theirs. */
  readonly codeOwned: readonly string[];
};

export type ApplyMode =
  | { readonly kind: 'direct' }
  | { readonly kind: 'refused'; readonly code: ApplyRefusal };

/** What a change would be written to. */
export type ApplySubject = { readonly principalArn: string; readonly target: Target };

const refused = (code: ApplyRefusal): ApplyMode => ({ kind: 'refused', code });

/**
 * Whether a change may be written directly: its account must be on and its target listed, which a policy
 * of our own path (`/rolemender/`) is no exception from. Fails closed: an ARN that cannot be read is refused.
 */
export function applyModeOf({ principalArn, target }: ApplySubject, rules: ApplyRules): ApplyMode {
  const account = parseIamArn(principalArn)?.account ?? '';
  const written = target.kind === 'inline' ? principalArn : target.policyArn;
  if (!rules.directAccounts.includes(account) || parseIamArn(written)?.account !== account) {
    return refused('account-off');
  }
  if (matchesAny(rules.codeOwned, written) || matchesAny(rules.codeOwned, principalArn)) {
    return refused('code-owned');
  }
  const isListed = matchesAny(rules.directPolicies, written) && !isAwsManagedPolicyArn(written);
  return isListed ? { kind: 'direct' } : refused('policy-off');
}

function matchesAny(patterns: readonly string[], arn: string): boolean {
  return patterns.some((pattern) => wildcardMatches(pattern, arn));
}

/** For an account that is a snapshot: everything may be written. */
export const APPLY_ANYWHERE = (): ApplyMode => ({ kind: 'direct' });
