import { mergeStatement } from '../domain/policy/merge-statement.ts';
import type { PolicyDocument } from '../domain/policy/policy-document.ts';
import {
  type PolicyPreview,
  toPolicyPreview,
  toRefusedPreview,
} from '../domain/policy/policy-preview.ts';
import type { Grant } from '../domain/policy/to-grants.ts';
import type { UnifiedDiff } from '../ports/unified-diff.ts';

/** Merges what a grant needs into a policy document and shows the difference; changes nothing anywhere. */
export function createPreviewGrant(deps: { readonly diff: UnifiedDiff }) {
  return (
    { principalArn, needs }: Grant,
    policy: {
      readonly name: string;
      readonly document: PolicyDocument;
      readonly sizeLimit: number;
    },
  ): PolicyPreview => {
    const { name, document: before, sizeLimit } = policy;
    let after = before;
    for (const { statement } of needs) {
      const outcome = mergeStatement(after, statement);
      if (outcome.kind === 'merged') after = outcome.document;
      if (outcome.kind === 'unsupported') {
        return toRefusedPreview(principalArn, name, outcome.reason, before);
      }
    }
    return toPolicyPreview({ principalArn, name, before, after, sizeLimit }, deps.diff);
  };
}
