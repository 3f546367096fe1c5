import type { RequiredPermission } from '../permission/required-permission.ts';
import { isAttachableArn, isPermissionSetRole, isServiceLinkedRole } from '../principal/iam-arn.ts';
import { judgeStatement } from '../policy/guardrails.ts';
import type { PolicyStatement } from '../policy/policy-document.ts';
import { GUARDRAIL_REFUSALS, type GuardrailRefusal, type Risk } from '../policy/risk.ts';
import { guidanceFor, isQuarantined } from './cause-guidance.ts';
import type { Denial } from './denial.ts';
import { type Diagnosis, type Refusal, REFUSALS } from './diagnosis.ts';
import { draftStatement } from './draft-statement.ts';

/**
 * The product's answer to a denial. A statement is offered only where an added Allow surely cures it:
 * AWS itself said that no identity-based policy allows the action, the principal can be given a
 * policy, action and resource are known exactly, and no guardrail refuses. Everything else refuses.
 */
export function diagnose(denial: Denial): Diagnosis {
  const refusal = refusalOf(denial);
  if (refusal !== null) return refused(denial, refusal, null);
  const draft = draftStatement(denial);
  if (draft.kind === 'refused') return refused(denial, draft.code, null);
  const verdict = judgeStatement(draft.statement, denial.principal.arn);
  return verdict.kind === 'refused'
    ? refused(denial, toRefusal(verdict.code, denial.required), verdict.risk)
    : fixable(denial, draft.statement, verdict.risk);
}

function refusalOf(denial: Denial): Refusal | null {
  if (isQuarantined(denial)) return 'quarantined';
  if (denial.cause === 'unspecified' || denial.cause === 'encoded') return 'unknown-cause';
  if (denial.cause !== 'identity-policy-missing') return 'cause';
  return principalRefusal(denial) ?? actionRefusal(denial.required);
}

function principalRefusal({ principal, account }: Denial): Refusal | null {
  const { kind, arn } = principal;
  if (kind !== 'role' && kind !== 'user')
    return kind === 'unknown' ? 'unknown-principal' : 'not-editable';
  if (arn === null || !isAttachableArn(arn)) return 'unknown-principal';
  if (isServiceLinkedRole(arn) || isPermissionSetRole(arn)) return 'not-editable';
  // The resource owner's copy of a cross-account event names a role that is not ours to edit.
  return account !== null && arn.split(':', 5)[4] !== account ? 'other-account' : null;
}

function actionRefusal(required: readonly RequiredPermission[]): Refusal | null {
  const known = required.every(({ basis }) => basis !== 'unknown' && basis !== 'http-method');
  return required.length > 0 && known ? null : 'unknown-action';
}

/** Where AWS named no resource we tried `*`; that the action has resources means that ours is unknown. */
function toRefusal(code: GuardrailRefusal, required: readonly RequiredPermission[]): Refusal {
  const unnamed = required.some(({ resources }) => resources.length === 0);
  return code === 'wildcard-resource' && unnamed ? 'unknown-resource' : code;
}

function fixable(denial: Denial, statement: PolicyStatement, risk: Risk): Diagnosis {
  const { owner, nextStep } = guidanceFor(denial);
  const whose = denial.principal.kind === 'user' ? 'user owner' : owner;
  return { denial, fixable: true, owner: whose, refusal: null, nextStep, risk, statement };
}

function refused(denial: Denial, code: Refusal, risk: Risk | null): Diagnosis {
  const { owner, nextStep } = { ...guidanceFor(denial), ...guidanceForRefusal(denial, code) };
  const reason = isGuardrailRefusal(code) ? GUARDRAIL_REFUSALS[code] : REFUSALS[code];
  const refusal = { code, reason, cause: denial.cause };
  return { denial, fixable: false, owner, refusal, nextStep, risk, statement: null };
}

function isGuardrailRefusal(code: Refusal): code is GuardrailRefusal {
  return Object.hasOwn(GUARDRAIL_REFUSALS, code);
}

/** Where the cause would be curable, the refusal decides who can help. */
function guidanceForRefusal(
  { principal, cause }: Denial,
  code: Refusal,
): Partial<Pick<Diagnosis, 'owner' | 'nextStep'>> {
  const arn = principal.arn ?? '';
  if (cause === 'identity-policy-explicit-deny' && isPermissionSetRole(arn))
    return { owner: 'identity centre administrators (permission set)' };
  return cause === 'identity-policy-missing' ? stepAfter(code, arn) : {};
}

function stepAfter(code: Refusal, arn: string): Partial<Pick<Diagnosis, 'owner' | 'nextStep'>> {
  if (code === 'not-editable' && isPermissionSetRole(arn))
    return {
      owner: 'identity centre administrators (permission set)',
      nextStep:
        'Ask the identity centre’s administrators to add the permission to the permission set.',
    };
  if (code === 'not-editable' && isServiceLinkedRole(arn))
    return {
      owner: 'AWS (service-linked role)',
      nextStep:
        'Nobody can change a service-linked role; check the service’s own settings or ask AWS.',
    };
  return Object.hasOwn(STEPS, code) ? (STEPS[code] ?? {}) : {};
}

const STEPS: Readonly<Partial<Record<Refusal, Partial<Pick<Diagnosis, 'owner' | 'nextStep'>>>>> = {
  'not-editable': { nextStep: 'Find out whose permissions the call used, and change them there.' },
  'unknown-principal': {
    nextStep: 'Find the role or user in CloudTrail, and explain that record.',
  },
  'unknown-resource': {
    nextStep: 'Find out which resource was meant, and write the statement for it alone.',
  },
  'other-account': {
    owner: 'administrators of the principal’s account',
    nextStep: 'Ask the administrators of the principal’s own account to grant it there.',
  },
  'privilege-escalation': {
    owner: 'security team',
    nextStep: 'Ask the security team: whoever has this permission can raise their own permissions.',
  },
  'cross-account-resource': {
    owner: 'owner of the resource’s account, and the role owner',
    nextStep: 'Ask the resource’s owner too: access across accounts needs a grant on both sides.',
  },
};
