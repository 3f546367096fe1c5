import type { Reading } from '../denial/denial.ts';
import type { Diagnosis } from '../denial/diagnosis.ts';
import { GUARDRAIL_REFUSALS } from '../policy/risk.ts';

/** How a record or finding ends for the user: what decides the exit code. */
export type Answer =
  | 'fixable'
  | 'refused-by-guardrail'
  | 'no-allow-can-fix'
  | 'not-a-denial'
  | 'unreadable';

/** The answer to a denial. An action or resource that is not known is no guardrail's doing. */
export function answerOfDiagnosis({ fixable, refusal }: Diagnosis): Answer {
  if (fixable) return 'fixable';
  const code = refusal?.code ?? 'cause';
  const isGuardrail = code !== 'unknown-action' && Object.hasOwn(GUARDRAIL_REFUSALS, code);
  return isGuardrail ? 'refused-by-guardrail' : 'no-allow-can-fix';
}

/** The answer to any record. */
export function answerOf(reading: Reading, diagnosis: Diagnosis | undefined): Answer {
  return reading.kind === 'denial'
    ? diagnosis === undefined
      ? 'no-allow-can-fix'
      : answerOfDiagnosis(diagnosis)
    : reading.kind;
}
