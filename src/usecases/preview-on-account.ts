import { judgeUnion, toRefusalReason } from '../domain/policy/guardrails/judge-grant.ts';
import {
  type PolicyPreview,
  toPolicyPreview,
  toRefusedPreview,
} from '../domain/policy/policy-preview.ts';
import type { PrincipalPolicies } from '../domain/policy/principal-policies.ts';
import type { Grant } from '../domain/policy/to-grants.ts';
import type { Draft } from '../domain/proposal/draft.ts';
import { draftChange } from '../domain/proposal/draft-change.ts';
import { separatePolicyArnOf } from '../domain/proposal/separate-policy.ts';
import { isAppError } from '../kernel/app-error.ts';
import type { AccountReader } from '../ports/account-reader.ts';
import type { UnifiedDiff } from '../ports/unified-diff.ts';

/**
 * Shows which policies of an account a grant would go into, by the same rules as a proposal, but
 * without a store: nothing is known of earlier changes, and nothing is offered.
 */
export function createPreviewOnAccount(deps: {
  readonly accounts: AccountReader;
  readonly diff: UnifiedDiff;
}) {
  return async ({ principalArn, needs }: Grant): Promise<readonly PolicyPreview[]> => {
    const principal = await findPrincipal(deps.accounts, principalArn);
    if (typeof principal === 'string') return [toRefusedPreview(principalArn, '(none)', principal)];
    const arn = principal.principal.arn;
    const verdicts = needs.map((need) => ({
      need,
      refusal: judgeUnion([need.statement], principal),
    }));
    const refused = verdicts.flatMap(({ refusal }) => (refusal ? [toRefusalReason(refusal)] : []));
    const passed = verdicts.filter(({ refusal }) => refusal === undefined);
    const { drafts, unplaced } = draftChange(
      {
        principal,
        quotas: await deps.accounts.quotas(arn),
        protectedVersions: new Map(),
        separatePolicyArn: separatePolicyArnOf(arn, 1),
      },
      passed.map(({ need }) => ({ ...need, requests: [] })),
    );
    return [
      ...drafts.map((draft) => toPreview(arn, draft, deps.diff)),
      ...refused.map((reason) => toRefusedPreview(arn, '(none)', reason)),
      ...unplaced.map(({ reason }) => toRefusedPreview(arn, '(none)', reason)),
    ];
  };
}

// Why there is none is a sentence: one principal that cannot be read must not lose the answers about others.
async function findPrincipal(
  accounts: AccountReader,
  principalArn: string,
): Promise<PrincipalPolicies | string> {
  try {
    const principal = await accounts.findPrincipal(principalArn);
    return principal ?? 'the role or user is not in this account';
  } catch (error) {
    if (!isAppError(error, 'invalid-data')) throw error;
    return error.message;
  }
}

function toPreview(principalArn: string, draft: Draft, diff: UnifiedDiff): PolicyPreview {
  const { target, targetDocument: after, quotaUse } = draft;
  const name = target.kind === 'inline' ? target.policyName : target.policyArn;
  const { sizeLimit } = quotaUse;
  return toPolicyPreview(
    { principalArn, name, before: target.baseDocument, after, sizeLimit },
    diff,
  );
}
