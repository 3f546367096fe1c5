import type { PolicyStatement } from '../policy/policy-document.ts';
import type { GuardrailRefusal, Risk } from '../policy/risk.ts';
import type { Cause } from './cause.ts';
import type { Denial } from './denial.ts';

/** Why no statement is offered: the cause itself, something about the principal, or a guardrail. */
export const REFUSALS = {
  cause: 'an added Allow does not cure this cause',
  'unknown-cause': 'AWS did not say which policy denied it',
  'unknown-action': 'the IAM action is not known for certain',
  'unknown-resource': 'the resource is not known, so no narrow Allow can be written',
  'unknown-principal': 'the event does not tell which role or user was denied',
  'not-editable': 'nobody attaches policies to this kind of principal',
  'other-account': 'the principal belongs to another account, whose administrators must grant it',
  quarantined: 'AWS has quarantined these credentials because they leaked',
} as const;
export type Refusal = keyof typeof REFUSALS | GuardrailRefusal;

/**
 * A denial with the product's answer. `statement` is the smallest Allow that cures it, null when
 * `refusal` is set; `owner` is who can fix it, in words; `nextStep` is one sentence for that person.
 */
export type Diagnosis = {
  readonly denial: Denial;
  readonly fixable: boolean;
  readonly owner: string;
  readonly refusal: {
    readonly code: Refusal;
    readonly reason: string;
    readonly cause: Cause;
  } | null;
  readonly nextStep: string;
  readonly risk: Risk | null;
  readonly statement: PolicyStatement | null;
};
