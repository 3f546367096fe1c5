import { judgeUnion, toRefusalReason } from '../../domain/policy/guardrails/judge-grant.ts';
import { type PolicyDocument, statementsOf } from '../../domain/policy/policy-document.ts';
import type { CodeChange } from '../../domain/proposal/code-change.ts';
import { literalsOf } from '../../iac/model-terms.ts';
import type { PolicyModel } from '../../iac/policy-model.ts';

/**
 * Why a change must not go into a policy of a file, as a sentence: together with what the policy allows already it
 * would complete an escalation. Null where it does not.
 */
export function refusalInFile(change: CodeChange, model: PolicyModel): string | null {
  const { principalArn: arn, document } = change;
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const kind = arn.includes(':user/') ? ('user' as const) : ('role' as const);
  const refusal = judgeUnion(statementsOf(document), {
    principal: { kind, arn, id: '', name, path: '/', tags: {} },
    managed: [],
    inline: [{ principalArn: arn, name: '', document: toHeldDocument(model) }],
    groups: [],
    boundary: null,
  });
  return refusal === undefined ? null : toRefusalReason(refusal);
}

/** Every action that the text of a policy names in an Allow, whatever its resource or condition. */
function toHeldDocument(model: PolicyModel): PolicyDocument {
  const actions = model.statements
    .filter(({ effect }) => effect !== 'Deny')
    .flatMap((statement) => literalsOf(statement));
  const Statement =
    actions.length === 0 ? [] : [{ Effect: 'Allow' as const, Action: actions, Resource: '*' }];
  return { Version: '2012-10-17', Statement };
}
