import { describe, expect, it } from '@jest/globals';
import { checkGuardrails } from '../../../src/domain/change/guardrail-check.ts';
import type { PolicyStatement } from '../../../src/domain/policy/policy-document.ts';
import { anInlinePolicy, aPrincipal } from '../../builders/a-principal.ts';
import { aDocument } from '../../builders/an-account.ts';

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:orders';
const statements: readonly PolicyStatement[] = [
  { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: FUNCTION },
];

describe('domain/change/guardrail-check', () => {
  it('lets pass what is harmless for what its holder holds now', () => {
    expect(checkGuardrails({ statements }, aPrincipal())).toBeNull();
  });

  it('refuses what completes an escalation by now', () => {
    const own = aDocument(['iam:PassRole', 'lambda:CreateFunction'], '*');
    const holder = aPrincipal({ inline: [anInlinePolicy('own', own)] });

    expect(checkGuardrails({ statements }, holder)).toContain('a guardrail refuses it: ');
    expect(checkGuardrails({ statements }, holder)).toContain('lambda-001');
  });

  it('refuses for a holder that nobody can read', () => {
    expect(checkGuardrails({ statements }, undefined)).not.toBeNull();
  });
});
