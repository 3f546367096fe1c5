import { describe, expect, it } from '@jest/globals';
import { toSessionPolicy, writeScopeOf } from '../../../src/domain/change/write-scope.ts';
import { evaluateRequest } from '../../../src/domain/policy/evaluate.ts';
import { aDocument } from '../../builders/an-account.ts';
import { aProposal } from '../../builders/a-proposal.ts';

const ROLE = 'arn:aws:iam::123456789012:role/app/orders-task';
const POLICY = 'arn:aws:iam::123456789012:policy/app/orders';
const OTHER_POLICY = 'arn:aws:iam::123456789012:policy/app/stock';
const OTHER_ROLE = 'arn:aws:iam::123456789012:role/app/stock-task';

/** Whether a session of an applier that may do everything is left with this by the scope's policy. */
function isLeft(
  scope: { readonly principalArn: string | null; readonly policyArn: string | null },
  action: string,
  resource: string,
  attached?: string,
): boolean {
  const request = {
    principal: 'arn:aws:iam::123456789012:role/rolemender/applier',
    action,
    resource,
    context: attached === undefined ? {} : { 'iam:PolicyARN': [attached] },
    contextIsComplete: true,
  };
  const policies = {
    identityPolicies: [aDocument('*', '*')],
    sessionPolicies: [toSessionPolicy({ id: 'p-1', ...scope })],
  };
  return evaluateRequest(request, policies).decision === 'allowed';
}

type Attempt = Parameters<typeof isLeft>;
// A row that is shorter than the test's parameters would be given a callback to wait for.
const attempts = (rows: readonly Attempt[]) => rows.map((attempt) => ({ attempt }));

describe('domain/change/write-scope', () => {
  const both = { principalArn: ROLE, policyArn: POLICY };
  const inline = { principalArn: ROLE, policyArn: null };
  const prune = { principalArn: null, policyArn: POLICY };

  it.each<{ attempt: Attempt }>(
    attempts([
      [both, 'iam:CreatePolicyVersion', POLICY],
      [both, 'iam:SetDefaultPolicyVersion', POLICY],
      [both, 'iam:DeletePolicyVersion', POLICY],
      [both, 'iam:CreatePolicy', POLICY],
      [both, 'iam:DeletePolicy', POLICY],
      [both, 'iam:AttachRolePolicy', ROLE, POLICY],
      [both, 'iam:DetachRolePolicy', ROLE, POLICY],
      [inline, 'iam:PutRolePolicy', ROLE],
      [inline, 'iam:DeleteRolePolicy', ROLE],
      [prune, 'iam:DeletePolicyVersion', POLICY],
      [
        { principalArn: 'arn:aws:iam::123456789012:user/dana', policyArn: null },
        'iam:PutUserPolicy',
        'arn:aws:iam::123456789012:user/dana',
      ],
    ]),
  )('leaves $attempt', ({ attempt }) => {
    expect(isLeft(...attempt)).toBe(true);
  });

  it.each<{ attempt: Attempt }>(
    attempts([
      [both, 'iam:CreatePolicyVersion', OTHER_POLICY],
      [both, 'iam:CreatePolicyVersion', `${POLICY}-2`],
      [both, 'iam:AttachRolePolicy', ROLE, 'arn:aws:iam::aws:policy/AdministratorAccess'],
      [both, 'iam:AttachRolePolicy', OTHER_ROLE, POLICY],
      [both, 'iam:AttachRolePolicy', ROLE],
      [both, 'iam:PutRolePolicy', ROLE],
      [inline, 'iam:PutRolePolicy', OTHER_ROLE],
      [inline, 'iam:AttachRolePolicy', ROLE, POLICY],
      [inline, 'iam:UpdateAssumeRolePolicy', ROLE],
      [inline, 'iam:DeleteRolePermissionsBoundary', ROLE],
      [prune, 'iam:DeletePolicyVersion', OTHER_POLICY],
      [both, 'sts:AssumeRole', ROLE],
      [both, 'iam:PassRole', ROLE],
    ]),
  )('takes $attempt', ({ attempt }) => {
    expect(isLeft(...attempt)).toBe(false);
  });

  it('stays within what STS takes as a session policy', () => {
    const longest = (type: string, account = '123456789012') =>
      `arn:aws-us-gov:iam::${account}:${type}/${'p'.repeat(200)}/${'n'.repeat(64)}`;
    const policy = toSessionPolicy({
      id: 'p-1',
      principalArn: longest('role'),
      policyArn: longest('policy'),
    });
    expect(JSON.stringify(policy).length).toBeLessThanOrEqual(2048);
  });

  it('is one role and one policy of a proposal', () => {
    expect(writeScopeOf(aProposal())).toEqual({
      id: aProposal().id,
      principalArn: ROLE,
      policyArn: POLICY,
    });
    const target = { kind: 'inline', policyName: 'own', baseDocument: null } as const;
    expect(writeScopeOf(aProposal({ target }))).toMatchObject({ policyArn: null });
  });
});
