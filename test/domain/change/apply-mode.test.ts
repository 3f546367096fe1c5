import { describe, expect, it } from '@jest/globals';
import {
  APPLY_ANYWHERE,
  type ApplyRules,
  applyModeOf,
} from '../../../src/domain/change/apply-mode.ts';
import type { Target } from '../../../src/domain/proposal/proposal.ts';

const ROLE = 'arn:aws:iam::123456789012:role/app/orders-task';
const POLICY = 'arn:aws:iam::123456789012:policy/app/orders';
const OURS = 'arn:aws:iam::123456789012:policy/rolemender/orders-task-permissions';
const DOCUMENT = { Version: '2012-10-17', Statement: [] };

const managed = (policyArn = POLICY): Target => ({
  kind: 'managed',
  policyArn,
  policyId: 'ANPA',
  baseVersionId: 'v1',
  baseDocument: DOCUMENT,
});
const INLINE: Target = { kind: 'inline', policyName: 'own', baseDocument: DOCUMENT };
const NEW: Target = { kind: 'new-managed', policyArn: OURS, baseDocument: null };

const rules = (changes: Partial<ApplyRules> = {}): ApplyRules => ({
  directAccounts: ['123456789012'],
  directPolicies: ['arn:aws:iam::123456789012:policy/app/*', OURS],
  codeOwned: [],
  ...changes,
});
const NOTHING: ApplyRules = { directAccounts: [], directPolicies: [], codeOwned: [] };

describe('domain/change/apply-mode', () => {
  it.each<[string, Target, ApplyRules]>([
    ['a listed policy', managed(), rules()],
    ['our own policy, when its path is listed', NEW, rules()],
    ['an inline policy, when its role is listed', INLINE, rules({ directPolicies: [ROLE] })],
  ])('writes %s in an account that is on', (_name, target, given) => {
    expect(applyModeOf({ principalArn: ROLE, target }, given)).toEqual({ kind: 'direct' });
  });

  it.each<[string, Target, ApplyRules, string]>([
    ['nothing by default', managed(), NOTHING, 'account-off'],
    ['our own policy by default', NEW, NOTHING, 'account-off'],
    ['another account', managed(), rules({ directAccounts: ['111122223333'] }), 'account-off'],
    [
      'a policy of another account',
      managed('arn:aws:iam::111122223333:policy/app/x'),
      rules(),
      'account-off',
    ],
    [
      "AWS's own policy",
      managed('arn:aws:iam::aws:policy/app/x'),
      rules({ directPolicies: ['*'] }),
      'account-off',
    ],
    ['a policy that is not listed', managed(POLICY.replace('app', 'other')), rules(), 'policy-off'],
    [
      'our own policy where it is not listed',
      NEW,
      rules({ directPolicies: [POLICY] }),
      'policy-off',
    ],
    ['an inline policy of a role that is not listed', INLINE, rules(), 'policy-off'],
    ['what code owns', managed(), rules({ codeOwned: [POLICY] }), 'code-owned'],
    [
      'what code owns by a pattern',
      managed(),
      rules({ codeOwned: ['*:policy/app/*'] }),
      'code-owned',
    ],
    ['a role that code owns', NEW, rules({ codeOwned: [ROLE] }), 'code-owned'],
    [
      'an inline policy of a role that code owns',
      INLINE,
      rules({ directPolicies: [ROLE], codeOwned: [ROLE] }),
      'code-owned',
    ],
  ])('does not write %s', (_name, target, given, code) => {
    expect(applyModeOf({ principalArn: ROLE, target }, given)).toEqual({ kind: 'refused', code });
  });

  it.each(['', 'orders-task', 'arn:aws:iam:::role/x', 'arn:aws:s3:::orders'])(
    'fails closed for a principal %j',
    (principalArn) => {
      const every = rules({ directAccounts: [''], directPolicies: ['*'] });
      expect(applyModeOf({ principalArn, target: managed() }, every).kind).toBe('refused');
    },
  );

  it('writes everything on a snapshot', () => {
    expect(APPLY_ANYWHERE()).toEqual({ kind: 'direct' });
  });
});
