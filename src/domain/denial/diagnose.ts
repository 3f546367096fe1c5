import { memoise } from '../../kernel/memo.ts';
import type { RequiredPermission } from '../permission/required-permission.ts';
import { judgeStatement } from '../policy/guardrails.ts';
import { accountOf } from '../policy/match/arn.ts';
import type { PolicyStatement } from '../policy/policy-document.ts';
import { GUARDRAIL_REFUSALS, type GuardrailRefusal, type Risk } from '../policy/risk.ts';
import { guidanceFor, isQuarantined } from './cause-guidance.ts';
import type { Denial } from './denial.ts';
import { type Diagnosis, type Refusal, REFUSALS } from './diagnosis.ts';
import { draftStatement } from './draft-statement.ts';
import {
  type Holder,
  isSameQuestion,
  isSmallQuestion,
  type Question,
  toQuestion,
} from './question.ts';

/**
 * The product's answer to a denial. A statement is offered only where an added Allow surely cures it:
 * AWS itself said that no identity-based policy allows the action, the principal can be given a
 * policy, action and resource are known exactly, and no guardrail refuses. Everything else refuses.
 */
export function diagnose(denial: Denial): Diagnosis {
  const { fixable, owner, refusal, nextStep, risk, statement } = answer(toQuestion(denial));
  // Each member by its name: a spread after the first one takes longer than the rest of a remembered answer.
  return { denial, fixable, owner, refusal, nextStep, risk, statement };
}

type Answer = Omit<Diagnosis, 'denial'>;

// A role in trouble is denied the same thing again and again.
const answer = memoise(answerTo, {
  most: 4000,
  isSmall: isSmallQuestion,
  bucketOf: toBucket,
  isSame: isSameQuestion,
});

/** What differs most between the denials of a trail is the resource, where it is named. */
function toBucket({ required: [first] }: Question): string {
  const resource = first?.resources[0] ?? '*';
  return resource === '*' ? (first?.action ?? '') : resource;
}

function answerTo(question: Question): Answer {
  const refusal = refusalOf(question);
  if (refusal !== null) return refused(question, refusal, null);
  const draft = draftStatement(question);
  if (draft.kind === 'refused') return refused(question, draft.code, null);
  const verdict = judgeStatement(draft.statement, question.holder?.place ?? null);
  return verdict.kind === 'refused'
    ? refused(question, toRefusal(verdict.code, question.required), verdict.risk)
    : fixable(question, draft.statement, verdict.risk);
}

function refusalOf(question: Question): Refusal | null {
  if (isQuarantined(question)) return 'quarantined';
  if (question.cause === 'unspecified' || question.cause === 'encoded') return 'unknown-cause';
  if (question.cause !== 'identity-policy-missing') return 'cause';
  return principalRefusal(question) ?? actionRefusal(question.required);
}

function principalRefusal({ kind, holder, account }: Question): Refusal | null {
  if (kind !== 'role' && kind !== 'user')
    return kind === 'unknown' ? 'unknown-principal' : 'not-editable';
  if (holder === null || !holder.isAttachable) return 'unknown-principal';
  if (holder.isServiceLinked || holder.isPermissionSet) return 'not-editable';
  // The resource owner's copy of a cross-account event names a role that is not ours to edit.
  return account !== null && accountOf(holder.place) !== account ? 'other-account' : null;
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

function fixable(question: Question, statement: PolicyStatement, risk: Risk): Answer {
  const { owner, nextStep } = guidanceFor(question);
  const whose = question.kind === 'user' ? 'user owner' : owner;
  return { fixable: true, owner: whose, refusal: null, nextStep, risk, statement };
}

function refused(question: Question, code: Refusal, risk: Risk | null): Answer {
  const { owner, nextStep } = { ...guidanceFor(question), ...guidanceForRefusal(question, code) };
  const reason = isGuardrailRefusal(code) ? GUARDRAIL_REFUSALS[code] : REFUSALS[code];
  const refusal = { code, reason, cause: question.cause };
  return { fixable: false, owner, refusal, nextStep, risk, statement: null };
}

function isGuardrailRefusal(code: Refusal): code is GuardrailRefusal {
  return Object.hasOwn(GUARDRAIL_REFUSALS, code);
}

/** Where the cause would be curable, the refusal decides who can help. */
function guidanceForRefusal(
  { holder, cause }: Question,
  code: Refusal,
): Partial<Pick<Diagnosis, 'owner' | 'nextStep'>> {
  if (cause === 'identity-policy-explicit-deny' && holder?.isPermissionSet)
    return { owner: 'identity centre administrators (permission set)' };
  return cause === 'identity-policy-missing' ? stepAfter(code, holder) : {};
}

function stepAfter(
  code: Refusal,
  holder: Holder | null,
): Partial<Pick<Diagnosis, 'owner' | 'nextStep'>> {
  if (code === 'not-editable' && holder?.isPermissionSet)
    return {
      owner: 'identity centre administrators (permission set)',
      nextStep:
        'Ask the identity centre’s administrators to add the permission to the permission set.',
    };
  if (code === 'not-editable' && holder?.isServiceLinked)
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
