import { describe, expect, it } from '@jest/globals';
import { diagnose } from '../../../src/domain/denial/diagnose.ts';
import type { Refusal } from '../../../src/domain/denial/diagnosis.ts';
import type { Reading } from '../../../src/domain/denial/denial.ts';
import { answerOf, answerOfDiagnosis } from '../../../src/domain/finding/answer.ts';
import { aDenial } from '../../builders/a-denial.ts';

const diagnosis = diagnose(aDenial());

const refusedAs = (code: Refusal) => ({
  ...diagnosis,
  fixable: false,
  refusal: { code, reason: 'x', cause: 'identity-policy-missing' as const },
});

describe('domain/finding/answer', () => {
  it('answers that an Allow fixes it', () => {
    expect(answerOfDiagnosis(diagnosis)).toBe('fixable');
  });

  it.each<Refusal>([
    'wildcard-action',
    'wildcard-resource',
    'cross-account-resource',
    'privilege-escalation',
    'malformed-resource',
  ])('answers that a guardrail refuses it: %s', (code) => {
    expect(answerOfDiagnosis(refusedAs(code))).toBe('refused-by-guardrail');
  });

  it.each<Refusal>(['cause', 'unknown-cause', 'unknown-action', 'unknown-resource', 'quarantined'])(
    'answers that no Allow fixes it: %s',
    (code) => {
      expect(answerOfDiagnosis(refusedAs(code))).toBe('no-allow-can-fix');
    },
  );

  it('answers of any record what it is', () => {
    const success: Reading = { kind: 'not-a-denial', reason: 'success' };
    const broken: Reading = { kind: 'unreadable', reason: 'not JSON' };

    expect(answerOf(aDenial(), diagnosis)).toBe('fixable');
    expect(answerOf(aDenial(), undefined)).toBe('no-allow-can-fix');
    expect(answerOf(success, undefined)).toBe('not-a-denial');
    expect(answerOf(broken, undefined)).toBe('unreadable');
  });
});
