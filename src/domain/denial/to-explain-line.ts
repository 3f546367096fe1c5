import { assertNever } from '../../kernel/assert-never.ts';
import type { RequiredPermission } from '../permission/required-permission.ts';
import type { PolicyStatement } from '../policy/policy-document.ts';
import type { Risk } from '../policy/risk.ts';
import type { Principal } from '../principal/principal.ts';
import type { Cause } from './cause.ts';
import type { Denial, DenialSource, NotADenialReason, Operation, Reading } from './denial.ts';
import type { Diagnosis } from './diagnosis.ts';

export const DIAGNOSIS_SCHEMA = 'rolemender.diagnosis/1';

/** One line of `explain --json --each`, in the key order of design.md section 7. */
export type ExplainLine = {
  readonly schema: typeof DIAGNOSIS_SCHEMA;
  readonly input: number;
} & (
  | { readonly kind: 'not-a-denial'; readonly reason: NotADenialReason }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | ({ readonly kind: 'denial' } & DenialMembers & AnswerMembers)
);

type DenialMembers = {
  readonly source: DenialSource;
  readonly eventId: string | null;
  readonly eventTime: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly principal: Principal;
  readonly operation: Operation | null;
  readonly required: readonly RequiredPermission[];
  readonly alsoLikely: readonly RequiredPermission[];
  readonly cause: Cause;
  readonly denyingPolicyArn: string | null;
  readonly authorizationId: string | null;
};

type AnswerMembers = {
  readonly fixable: boolean;
  readonly owner: string | null;
  readonly refusal: { readonly code: string; readonly reason: string } | null;
  readonly risk: Risk | null;
  readonly statement: PolicyStatement | null;
};

/** Maps a reading, and for a denial its diagnosis, to the JSON object of input number `input` (from 1). */
export function toExplainLine(
  input: number,
  reading: Reading,
  diagnosis: Diagnosis | null = null,
): ExplainLine {
  const start = { schema: DIAGNOSIS_SCHEMA, input } as const;
  switch (reading.kind) {
    case 'denial':
      return { ...start, kind: 'denial', ...toDenialMembers(reading), ...toAnswer(diagnosis) };
    case 'not-a-denial':
      return { ...start, kind: 'not-a-denial', reason: reading.reason };
    case 'unreadable':
      return { ...start, kind: 'unreadable', reason: reading.reason };
    default:
      return assertNever(reading);
  }
}

function toDenialMembers(denial: Denial): DenialMembers {
  const { kind, arn, session, ecsRole } = denial.principal;
  return {
    source: denial.source,
    eventId: denial.eventId,
    eventTime: denial.eventTime,
    account: denial.account,
    region: denial.region,
    principal: { kind, arn, session, ecsRole },
    operation: denial.operation,
    required: toRequiredList(denial),
    alsoLikely: denial.alsoLikely.map(toRequiredMembers),
    cause: denial.cause,
    denyingPolicyArn: denial.denyingPolicyArn,
    authorizationId: denial.authorizationId,
  };
}

/** A resource without an action is told by an empty action, since the answer has no other place for it. */
function toRequiredList({ required, namedResource }: Denial): readonly RequiredPermission[] {
  return required.length === 0 && namedResource !== undefined
    ? [{ action: '', resources: [namedResource], basis: 'unknown', confidence: 'low' }]
    : required.map(toRequiredMembers);
}

function toRequiredMembers(required: RequiredPermission): RequiredPermission {
  const { action, resources, basis, confidence } = required;
  return { action, resources, basis, confidence };
}

function toAnswer(diagnosis: Diagnosis | null): AnswerMembers {
  const refusal = diagnosis?.refusal ?? null;
  return {
    fixable: diagnosis?.fixable ?? false,
    owner: diagnosis?.owner ?? null,
    refusal: refusal === null ? null : { code: refusal.code, reason: refusal.reason },
    risk: diagnosis?.risk ?? null,
    statement: diagnosis?.statement ?? null,
  };
}
