import { mergeStatement } from '../policy/merge-statement.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import type { Grant } from '../policy/to-grants.ts';

/** What one policy of a principal is to get in code; `policyName` is its name in the account, null where that is not known. */
export type CodeChange = Grant & { readonly policyName: string | null };

/** A change that must not be written: by a guardrail, or by what the account says. */
export type RefusedGrant = CodeChange & {
  readonly code: 'guardrail' | 'account';
  readonly reason: string;
};

const EMPTY: PolicyDocument = { Version: '2012-10-17', Statement: [] };

/** Some needs of a grant as the change of one policy. */
export function toCodeChange(
  { principalArn }: Grant,
  needs: Grant['needs'],
  policyName: string | null,
): CodeChange {
  let document = EMPTY;
  for (const { statement } of needs) {
    const outcome = mergeStatement(document, statement);
    if (outcome.kind === 'merged') ({ document } = outcome);
  }
  return { principalArn, needs, document, policyName };
}
