import { describe, expect, it } from '@jest/globals';
import type { PolicyStatement } from '../../src/domain/policy/policy-document.ts';
import { planEdit } from '../../src/iac/plan-edit.ts';
import type { PolicyModel } from '../../src/iac/policy-model.ts';
import { aPolicyModel } from '../builders/a-policy-model.ts';

const BUCKET = 'arn:aws:s3:::orders/*';
const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/jobs';
const JOBS = { source: 'Jobs.Arn', arn: 'arn:*:dynamodb:*:*:table/jobs' };

function wants(
  Action: string | readonly string[],
  Resource: string | readonly string[],
  rest: Partial<PolicyStatement> = {},
): PolicyStatement {
  return { Sid: 'Added', Effect: 'Allow', Action, Resource, ...rest };
}

const grow = (statement: number, ...actions: readonly string[]) => ({
  kind: 'planned',
  edits: [{ kind: 'add-actions', statement, actions }],
});
const append = (actions: readonly string[], resources: readonly string[], sid = 'Added') => ({
  kind: 'planned',
  edits: [{ kind: 'append', statement: { sid, actions, resources } }],
});
const refused = (reason: string) => ({ kind: 'unsupported', reason });

describe('iac/plan-edit', () => {
  it.each<[string, PolicyModel, PolicyStatement, unknown]>([
    [
      'adds the action to the Allow of exactly these resources',
      aPolicyModel([{ resources: ['*'] }, {}]),
      wants('s3:PutObject', BUCKET),
      grow(1, 's3:PutObject'),
    ],
    [
      'adds only what is missing, whatever its case',
      aPolicyModel([{ actions: ['S3:getobject'] }]),
      wants(['s3:GetObject', 's3:PutObject', 's3:putobject'], BUCKET),
      grow(0, 's3:PutObject'),
    ],
    [
      'appends where the service is another one',
      aPolicyModel([{ resources: ['*'] }]),
      wants('sqs:ListQueues', '*'),
      append(['sqs:ListQueues'], ['*']),
    ],
    [
      'appends where the resources are a part of the statement’s',
      aPolicyModel([{ resources: [BUCKET, 'arn:aws:s3:::other/*'] }]),
      wants('s3:PutObject', BUCKET),
      append(['s3:PutObject'], [BUCKET]),
    ],
    [
      'appends where the statement has a Condition',
      aPolicyModel([{ isPlain: false }]),
      wants('s3:PutObject', BUCKET),
      append(['s3:PutObject'], [BUCKET]),
    ],
    [
      'does not take what a Condition grants for granted',
      aPolicyModel([{ isPlain: false }]),
      wants('s3:GetObject', BUCKET),
      append(['s3:GetObject'], [BUCKET]),
    ],
    [
      'does not take what an uncertain statement grants for granted',
      aPolicyModel([{ isCertain: false }]),
      wants('s3:GetObject', BUCKET),
      append(['s3:GetObject'], [BUCKET]),
    ],
    [
      'appends where the list of actions is computed',
      aPolicyModel([{ opaque: 'actions' }]),
      wants('s3:PutObject', BUCKET),
      append(['s3:PutObject'], [BUCKET]),
    ],
    [
      'takes an expression for the resource that it names',
      aPolicyModel([{ actions: ['dynamodb:GetItem'], resources: [JOBS] }]),
      wants('dynamodb:Query', TABLE),
      grow(0, 'dynamodb:Query'),
    ],
    [
      'does not take an expression for one that nobody knows',
      aPolicyModel([{ actions: ['dynamodb:GetItem'], resources: [{ source: 'x', arn: null }] }]),
      wants('dynamodb:Query', TABLE),
      append(['dynamodb:Query'], [TABLE]),
    ],
    [
      'gives an appended statement a Sid of its own',
      aPolicyModel([
        { sid: 'Added', resources: ['*'] },
        { sid: 'Added2', resources: ['*'] },
      ]),
      wants('sqs:ListQueues', '*'),
      append(['sqs:ListQueues'], ['*'], 'Added3'),
    ],
    [
      'names one resource once',
      aPolicyModel([]),
      wants('s3:GetObject', [BUCKET, BUCKET]),
      append(['s3:GetObject'], [BUCKET]),
    ],
  ])('%s', (_what, model, wanted, plan) => {
    expect(planEdit(model, [wanted])).toEqual(plan);
  });

  it.each<[string, PolicyModel, PolicyStatement]>([
    ['the same', aPolicyModel([{}]), wants('s3:GetObject', BUCKET)],
    [
      'a wildcard of the action',
      aPolicyModel([{ actions: ['s3:Get*'] }]),
      wants('s3:GetObject', BUCKET),
    ],
    ['a wider resource', aPolicyModel([{}]), wants('s3:GetObject', 'arn:aws:s3:::orders/a')],
    [
      'an expression for the table',
      aPolicyModel([{ actions: ['dynamodb:*'], resources: [JOBS] }]),
      wants('dynamodb:Query', TABLE),
    ],
    [
      'an expression for all indexes of the table',
      aPolicyModel([
        { actions: ['dynamodb:*'], resources: [{ source: 'x', arn: `${JOBS.arn}/index/*` }] },
      ]),
      wants('dynamodb:Query', `${TABLE}/index/by-date`),
    ],
  ])('finds present what is covered by %s', (_what, model, wanted) => {
    expect(planEdit(model, [wanted])).toEqual({ kind: 'already-present' });
  });

  it.each<[string, PolicyModel, PolicyStatement, unknown]>([
    [
      'what a Deny covers',
      aPolicyModel([{}, { effect: 'Deny', actions: ['s3:*'], resources: ['*'] }]),
      wants('s3:PutObject', BUCKET),
      refused('deny-covers'),
    ],
    [
      'a wildcard of which a Deny covers a part',
      aPolicyModel([{ effect: 'Deny', resources: ['arn:aws:s3:::orders/secret'] }]),
      wants('s3:GetObject', BUCKET),
      refused('deny-covers'),
    ],
    [
      'what a Deny of unknown resources may cover',
      aPolicyModel([
        { effect: 'Deny', actions: ['s3:*'], resources: [{ source: 'x', arn: null }] },
      ]),
      wants('s3:PutObject', BUCKET),
      refused('deny-covers'),
    ],
    [
      'what a Deny of computed actions may cover',
      aPolicyModel([{ effect: 'Deny', opaque: 'actions', resources: ['*'] }]),
      wants('sqs:SendMessage', '*'),
      refused('deny-covers'),
    ],
    [
      'what a statement of unknown effect may deny',
      aPolicyModel([{ effect: 'unknown', actions: ['s3:PutObject'] }]),
      wants('s3:PutObject', BUCKET),
      refused('deny-covers'),
    ],
    [
      'a Condition, which this is not for',
      aPolicyModel([]),
      wants('s3:PutObject', BUCKET, { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      refused('not-expressible'),
    ],
    ['no action', aPolicyModel([]), wants([], BUCKET), refused('not-expressible')],
    [
      'a variable where the version knows none',
      aPolicyModel([], { version: null }),
      wants('s3:GetObject', 'arn:aws:s3:::orders/${*}'),
      refused('not-expressible'),
    ],
  ])('refuses %s', (_what, model, wanted, plan) => {
    expect(planEdit(model, [wanted])).toMatchObject(plan as object);
  });

  it('names the statement that denies', () => {
    const model = aPolicyModel([{}, { effect: 'Deny', actions: ['s3:*'], resources: ['*'] }]);

    expect(planEdit(model, [wants('s3:PutObject', BUCKET)])).toMatchObject({ statement: 1 });
  });

  it.each<[string, PolicyModel]>([
    [
      'another resource',
      aPolicyModel([{ effect: 'Deny', actions: ['s3:*'], resources: ['arn:aws:s3:::other/*'] }]),
    ],
    ['another action', aPolicyModel([{ effect: 'Deny', resources: ['*'] }])],
    [
      'a request under a Condition',
      aPolicyModel([{ effect: 'Deny', actions: ['s3:*'], resources: ['*'], isPlain: false }]),
    ],
  ])('does not mind a Deny of %s', (_what, model) => {
    expect(planEdit(model, [wants('s3:PutObject', BUCKET)])).toEqual(
      append(['s3:PutObject'], [BUCKET]),
    );
  });

  it('plans one edit a statement, however many statements are wanted', () => {
    const plan = planEdit(aPolicyModel([{}]), [
      wants('s3:PutObject', BUCKET),
      wants('sqs:SendMessage', '*'),
      wants('s3:DeleteObject', BUCKET),
      wants('s3:PutObject', BUCKET),
      wants('sqs:ReceiveMessage', '*'),
    ]);

    expect(plan).toEqual({
      kind: 'planned',
      edits: [
        { kind: 'add-actions', statement: 0, actions: ['s3:PutObject', 's3:DeleteObject'] },
        {
          kind: 'append',
          statement: {
            sid: 'Added',
            actions: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
            resources: ['*'],
          },
        },
      ],
    });
  });
});
