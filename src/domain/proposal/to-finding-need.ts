import { diagnose } from '../denial/diagnose.ts';
import type { Finding } from '../finding/finding.ts';
import { isCovered } from '../policy/coverage.ts';
import { evaluateRequest } from '../policy/evaluate.ts';
import type { AccessRequest, PolicySet } from '../policy/evaluation.ts';
import { isOneAtATime } from '../policy/guardrails/judge-grant.ts';
import { type PolicyStatement, toList } from '../policy/policy-document.ts';
import type { Need } from './draft.ts';

/**
 * What a finding still lacks, judged by the policies as they are now: `needed` with the one statement
 * to add, `satisfied` when every denied request is allowed already, or `blocked` with the reason
 * (a sentence) why an added Allow would not help or may not be given.
 */
export type FindingNeed =
  | { readonly kind: 'needed'; readonly need: Need }
  | { readonly kind: 'satisfied' }
  | { readonly kind: 'blocked'; readonly reason: string };

/**
 * Judges one finding against the policies of its principal, each denied resource by itself. What is given
 * for one exact resource at a time is needed for the first of them; the next is asked for when it is denied again.
 */
export function toFindingNeed(
  finding: Finding,
  principalArn: string,
  policies: PolicySet,
): FindingNeed {
  // AWS names no resource for actions that have none: then the statement is written for `*`, or refused.
  const denied = finding.resources.length > 0 ? finding.resources : [null];
  const parts = denied.map((resource) => partOf(finding, resource, principalArn, policies));
  const all = parts.filter((part) => part.kind === 'lacking');
  const [first] = all;
  if (first !== undefined) {
    const lacking = isOneAtATime(first.statement) ? [first] : all;
    const resources = [...new Set(lacking.flatMap(({ statement }) => toList(statement.Resource)))];
    const statement = {
      ...first.statement,
      Resource: resources.length === 1 ? resources[0]! : resources,
    };
    const requests = lacking.flatMap((part) => part.requests);
    return { kind: 'needed', need: { findingId: finding.id, statement, requests } };
  }
  const blocked = parts.find((part) => part.kind === 'blocked');
  return blocked ?? { kind: 'satisfied' };
}

type Part =
  | {
      readonly kind: 'lacking';
      readonly statement: PolicyStatement;
      readonly requests: readonly AccessRequest[];
    }
  | { readonly kind: 'satisfied' }
  | { readonly kind: 'blocked'; readonly reason: string };

function partOf(
  { sample }: Finding,
  resource: string | null,
  principalArn: string,
  policies: PolicySet,
): Part {
  const resources = resource === null ? [] : [resource];
  const required = sample.required.map((permission) => ({ ...permission, resources }));
  const principal = { ...sample.principal, arn: principalArn };
  const { statement, refusal } = diagnose({ ...sample, principal, required });
  if (statement === null) {
    return { kind: 'blocked', reason: refusal?.reason ?? 'no narrow statement can be written' };
  }
  // IAM's words (`role X`) are no ARN, and match no policy: what is asked is what the statement names.
  const asked = resource?.startsWith('arn:') ? resource : toList(statement.Resource)[0]!;
  const requests = required.map(({ action }) => ({
    principal: principalArn,
    action,
    resource: asked,
    context: sample.context,
  }));
  const verdicts = requests.map((request) => evaluateRequest(request, policies).decision);
  if (verdicts.includes('explicit-deny')) {
    return {
      kind: 'blocked',
      reason: 'a Deny in one of the policies forbids it, and no Allow overrides a Deny',
    };
  }
  if (verdicts.every((verdict) => verdict === 'allowed')) return { kind: 'satisfied' };
  if (!verdicts.includes('implicit-deny') && isGranted(statement, policies)) {
    return {
      kind: 'blocked',
      reason:
        'a policy allows it already, and whether a condition elsewhere forbids it cannot be told',
    };
  }
  return { kind: 'lacking', statement, requests };
}

function isGranted(statement: PolicyStatement, { identityPolicies }: PolicySet): boolean {
  return toList(statement.Action).every((action) =>
    toList(statement.Resource).every((resource) =>
      identityPolicies.some((document) => isCovered(document, action, resource)),
    ),
  );
}
