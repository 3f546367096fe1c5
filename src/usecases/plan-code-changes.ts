import { chooseTarget } from '../domain/policy/choose-target.ts';
import { judgeUnion, toRefusalReason } from '../domain/policy/guardrails/judge-grant.ts';
import type { PrincipalPolicies } from '../domain/policy/principal-policies.ts';
import type { Grant } from '../domain/policy/to-grants.ts';
import {
  type CodeChange,
  type RefusedGrant,
  toCodeChange,
} from '../domain/proposal/code-change.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { AccountReader } from '../ports/account-reader.ts';

/** What is to be written, and what must not be. */
export type CodePlan = {
  readonly changes: readonly CodeChange[];
  readonly refused: readonly RefusedGrant[];
};

/**
 * Decides by an account which policy of a principal each statement belongs into, by the rules of a proposal. Without an
 * account the policy is not named, and the repository alone has to tell it.
 */
export function createPlanCodeChanges(deps: { readonly accounts: AccountReader | null }) {
  return async (grants: readonly Grant[]): Promise<CodePlan> => {
    const { accounts } = deps;
    if (accounts === null) {
      return {
        changes: grants.map((grant) => toCodeChange(grant, grant.needs, null)),
        refused: [],
      };
    }
    const plans: CodePlan[] = [];
    for (const grant of grants) plans.push(await planOnAccount(grant, accounts));
    return {
      changes: plans.flatMap(({ changes }) => changes),
      refused: plans.flatMap(({ refused }) => refused),
    };
  };
}

async function planOnAccount(grant: Grant, accounts: AccountReader): Promise<CodePlan> {
  const principal = await findPrincipal(accounts, grant.principalArn);
  const refuse = (code: RefusedGrant['code'], reason: string, needs = grant.needs) => ({
    changes: [],
    refused: [{ ...toCodeChange(grant, needs, null), code, reason }],
  });
  if (typeof principal === 'string') return refuse('account', principal);
  const statements = grant.needs.map(({ statement }) => statement);
  const refusal = judgeUnion(statements, principal);
  if (refusal !== undefined) return refuse('guardrail', toRefusalReason(refusal));
  const byPolicy = new Map<string | null, Grant['needs'][number][]>();
  const shared: Grant['needs'][number][] = [];
  for (const need of grant.needs) {
    const { editable, blastRadius } = chooseTarget(principal, need.statement);
    if (blastRadius.length > 0) {
      shared.push(need);
      continue;
    }
    const name = editable[0]?.policy.name ?? null;
    byPolicy.set(name, [...(byPolicy.get(name) ?? []), need]);
  }
  return {
    changes: [...byPolicy].map(([name, needs]) => toCodeChange(grant, needs, name)),
    refused: shared.length === 0 ? [] : refuse('account', SHARED, shared).refused,
  };
}

// Why there is none is a sentence: one principal that cannot be read must not lose the fixes of others.
async function findPrincipal(
  accounts: AccountReader,
  arn: string,
): Promise<PrincipalPolicies | string> {
  try {
    return (await accounts.findPrincipal(arn)) ?? 'the role or user is not in this account';
  } catch (error) {
    if (!isAppError(error, 'invalid-data')) throw error;
    return error.message;
  }
}

const SHARED =
  'the policy that fits best is held by others too, so it is not widened for one of them: give it a policy of its own';
