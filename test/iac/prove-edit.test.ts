import { describe, expect, it } from '@jest/globals';
import type { PlannedEdit } from '../../src/iac/plan-edit.ts';
import type { PolicyModel } from '../../src/iac/policy-model.ts';
import { proveEdit } from '../../src/iac/prove-edit.ts';
import { aPolicyModel } from '../builders/a-policy-model.ts';

const BEFORE = aPolicyModel([{ sid: 'Read' }, { effect: 'Deny', resources: ['*'] }]);
const GROW: PlannedEdit = { kind: 'add-actions', statement: 0, actions: ['s3:PutObject'] };
const APPEND: PlannedEdit = {
  kind: 'append',
  statement: {
    sid: 'New',
    actions: ['sqs:SendMessage'],
    resources: ['arn:aws:sqs:eu-west-1:111122223333:q'],
  },
};

const read = { sid: 'Read' };
const grown = { sid: 'Read', actions: ['s3:GetObject', 's3:PutObject'] };
const deny = { effect: 'Deny' as const, resources: ['*'] };
const added = { ...APPEND.statement };

describe('iac/prove-edit', () => {
  it.each<[string, PolicyModel, PlannedEdit]>([
    ['an action at the end of its list', aPolicyModel([grown, deny]), GROW],
    [
      'an action elsewhere in its list',
      aPolicyModel([{ ...grown, actions: ['s3:PutObject', 's3:GetObject'] }, deny]),
      GROW,
    ],
    ['an appended statement', aPolicyModel([read, deny, added]), APPEND],
    ['one without its Sid', aPolicyModel([read, deny, { ...added, sid: null }]), APPEND],
    [
      'one with an expression for its resource',
      aPolicyModel([
        read,
        deny,
        { ...added, resources: [{ source: 'Q.Arn', arn: 'arn:*:sqs:*:*:q' }] },
      ]),
      APPEND,
    ],
  ])('is satisfied by %s', (_what, after, edit) => {
    expect(proveEdit(BEFORE, after, [edit])).toBe(true);
  });

  it.each<[string, PolicyModel, PlannedEdit]>([
    ['nothing changed', BEFORE, GROW],
    ['another action', aPolicyModel([{ ...grown, actions: ['s3:GetObject', 's3:*'] }, deny]), GROW],
    [
      'one action more',
      aPolicyModel([{ ...grown, actions: [...grown.actions, 's3:List*'] }, deny]),
      GROW,
    ],
    ['a lost action', aPolicyModel([{ ...grown, actions: ['s3:PutObject'] }, deny]), GROW],
    ['another statement grown', aPolicyModel([read, { ...deny, ...grown }]), GROW],
    ['a lost statement', aPolicyModel([grown]), GROW],
    ['a changed effect', aPolicyModel([grown, { ...deny, effect: 'Allow' }]), GROW],
    ['a changed Sid', aPolicyModel([{ ...grown, sid: 'Other' }, deny]), GROW],
    ['a changed resource', aPolicyModel([{ ...grown, resources: ['*'] }, deny]), GROW],
    ['a lost Condition', aPolicyModel([{ ...grown, isPlain: false }, deny]), GROW],
    ['another version', aPolicyModel([grown, deny], { version: null }), GROW],
    ['statements from elsewhere', aPolicyModel([grown, deny], { isWhole: false }), GROW],
    ['the statement in another place', aPolicyModel([added, read, deny]), APPEND],
    ['a Deny appended', aPolicyModel([read, deny, { ...added, effect: 'Deny' }]), APPEND],
    ['it is conditional', aPolicyModel([read, deny, { ...added, isCertain: false }]), APPEND],
    ['a wider resource', aPolicyModel([read, deny, { ...added, resources: ['*'] }]), APPEND],
    ['another Sid', aPolicyModel([read, deny, { ...added, sid: 'Other' }]), APPEND],
    [
      'the same action twice instead of two',
      aPolicyModel([read, deny, { ...added, actions: ['sqs:SendMessage', 'sqs:SendMessage'] }]),
      {
        kind: 'append',
        statement: { ...APPEND.statement, actions: ['sqs:SendMessage', 'sqs:ReceiveMessage'] },
      },
    ],
  ])('is not satisfied: %s', (_what, after, edit) => {
    expect(proveEdit(BEFORE, after, [edit])).toBe(false);
  });
});
