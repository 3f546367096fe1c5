import { describe, expect, it } from '@jest/globals';
import {
  SEPARATE_POLICY_PATH,
  separatePolicyArnOf,
  toSeparatePolicy,
} from '../../../src/domain/proposal/separate-policy.ts';
import { aDraftContext } from '../../builders/a-need.ts';
import {
  aManagedPolicy,
  anInlinePolicy,
  aPrincipal,
  aUserPrincipal,
} from '../../builders/a-principal.ts';

const ten = Array.from({ length: 10 }, (_, n) => aManagedPolicy(`p${n}`));

describe('domain/proposal/separate-policy', () => {
  it.each([
    [
      'arn:aws:iam::111122223333:role/app/orders-task',
      1,
      'arn:aws:iam::111122223333:policy/rolemender/orders-task-permissions',
    ],
    [
      'arn:aws-cn:iam::111122223333:user/dana',
      3,
      'arn:aws-cn:iam::111122223333:policy/rolemender/dana-permissions-3',
    ],
  ])('names the policy of %s, attempt %i, %s', (principalArn, attempt, arn) => {
    expect(separatePolicyArnOf(principalArn, attempt)).toBe(arn);
    expect(arn).toContain(SEPARATE_POLICY_PATH);
  });

  it('keeps the name within IAM’s 128 characters for the longest role name', () => {
    const arn = separatePolicyArnOf(`arn:aws:iam::111122223333:role/${'r'.repeat(64)}`, 99);

    expect(arn.split('/').at(-1)!.length).toBeLessThanOrEqual(128);
  });

  it('is a managed policy while another may be attached', () => {
    const principal = aPrincipal({ managed: ten.slice(1) });

    expect(toSeparatePolicy(aDraftContext({ principal }))).toMatchObject({
      target: {
        kind: 'new-managed',
        policyArn: separatePolicyArnOf(principal.principal.arn, 1),
        baseDocument: null,
      },
      targetDocument: { Version: '2012-10-17', Statement: [] },
      quotaUse: { sizeBefore: 0, sizeLimit: 6144 },
      needs: [],
    });
  });

  it.each([
    ['role', aPrincipal({ managed: ten }), 10_240],
    ['user', aUserPrincipal({ managed: ten }), 2048],
  ])('is an inline one where a %s can hold no more', (_kind, principal, sizeLimit) => {
    expect(toSeparatePolicy(aDraftContext({ principal }))).toMatchObject({
      target: { kind: 'inline', baseDocument: null },
      quotaUse: { sizeLimit },
    });
  });

  it('is none where the inline policy of that name belongs to somebody else', () => {
    const inline = [anInlinePolicy('orders-task-permissions')];
    const principal = aPrincipal({ managed: ten, inline });

    expect(toSeparatePolicy(aDraftContext({ principal }))).toBeUndefined();
  });
});
