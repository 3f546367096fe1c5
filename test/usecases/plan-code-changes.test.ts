import { describe, expect, it } from '@jest/globals';
import type { PrincipalPolicies } from '../../src/domain/policy/principal-policies.ts';
import type { Grant } from '../../src/domain/policy/to-grants.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import type { AccountReader } from '../../src/ports/account-reader.ts';
import { createPlanCodeChanges } from '../../src/usecases/plan-code-changes.ts';
import { aManagedPolicy, anInlinePolicy, aPrincipal } from '../builders/a-principal.ts';
import { aDocument } from '../builders/an-account.ts';

function aGrant(...asked: readonly (readonly [action: string, resource: string])[]): Grant {
  const needs = asked.map(([action, resource], n) => ({
    findingId: `f${n}`,
    statement: { Sid: `S${n}`, Effect: 'Allow' as const, Action: [action], Resource: [resource] },
  }));
  return { principalArn: 'arn:aws:iam::111122223333:role/r', needs, document: aDocument() };
}

function accountOf(find: () => Promise<PrincipalPolicies | undefined>): AccountReader {
  const nothing = () => Promise.reject(new Error('not asked'));
  return {
    findPrincipal: find,
    findManagedPolicy: nothing,
    findInlinePolicy: nothing,
    listCustomerManagedPolicies: nothing,
    quotas: nothing,
  };
}

async function plan(grant: Grant, principal?: Partial<PrincipalPolicies>) {
  const found = principal && aPrincipal(principal);
  const accounts = accountOf(async () => await Promise.resolve(found));
  const { changes, refused } = await createPlanCodeChanges({ accounts })([grant]);
  return {
    changes: changes.map(({ policyName, needs }) => [policyName, needs.map((n) => n.findingId)]),
    refused: refused.map(({ code, reason, needs }) => [
      code,
      reason,
      needs.map((n) => n.findingId),
    ]),
  };
}

const S3 = ['s3:PutObject', 'arn:aws:s3:::orders/*'] as const;
const SQS = ['sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:q'] as const;

describe('usecases/plan-code-changes', () => {
  it('names no policy where no account is known', async () => {
    const { changes } = await createPlanCodeChanges({ accounts: null })([aGrant(S3, SQS)]);

    expect(changes.map(({ policyName, needs }) => [policyName, needs.length])).toEqual([[null, 2]]);
  });

  it('gives each statement to the policy that speaks of its resource or service', async () => {
    const inline = [
      anInlinePolicy('objects', aDocument('s3:GetObject', 'arn:aws:s3:::orders/*')),
      anInlinePolicy('queues', aDocument('sqs:ReceiveMessage', SQS[1])),
    ];

    expect(await plan(aGrant(S3, SQS), { inline, managed: [] })).toEqual({
      changes: [
        ['objects', ['f0']],
        ['queues', ['f1']],
      ],
      refused: [],
    });
  });

  it('leaves a policy alone that others hold', async () => {
    const shared = aManagedPolicy('shared', {
      document: aDocument('s3:GetObject', 'arn:aws:s3:::orders/*'),
      attachedTo: ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:role/b'],
    });
    const { changes, refused } = await plan(aGrant(S3), { managed: [shared], inline: [] });

    expect(changes).toEqual([]);
    expect(refused).toEqual([['account', expect.stringContaining('held by others'), ['f0']]]);
  });

  it('refuses what would complete an escalation with what the role holds in the account', async () => {
    const inline = [
      anInlinePolicy('own', aDocument(['iam:PassRole', 'lambda:CreateFunction'], '*')),
    ];
    const grant = aGrant([
      'lambda:InvokeFunction',
      'arn:aws:lambda:eu-west-1:111122223333:function:f',
    ]);

    const { changes, refused } = await plan(grant, { inline, managed: [] });

    expect(changes).toEqual([]);
    expect(refused).toEqual([['guardrail', expect.stringContaining('escalation'), ['f0']]]);
  });

  it('says that a role is not in the account, or cannot be read there', async () => {
    const accounts = accountOf(() => Promise.reject(new AppError('invalid-data', 'it is damaged')));

    const unread = await createPlanCodeChanges({ accounts })([aGrant(S3)]);

    expect((await plan(aGrant(S3))).refused).toEqual([
      ['account', 'the role or user is not in this account', ['f0']],
    ]);
    expect(unread.refused.map(({ reason }) => reason)).toEqual(['it is damaged']);
  });

  it('fails where the account cannot be asked', async () => {
    const accounts = accountOf(() => Promise.reject(new AppError('throttled', 'later')));

    await expect(createPlanCodeChanges({ accounts })([aGrant(S3)])).rejects.toThrow('later');
  });
});
