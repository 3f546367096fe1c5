import { describe, expect, it } from '@jest/globals';
import { createHeldActions } from '../../../../src/domain/policy/guardrails/held-actions.ts';
import type { PolicyStatement } from '../../../../src/domain/policy/policy-document.ts';
import { aManagedPolicy, anInlinePolicy, aPrincipal } from '../../../builders/a-principal.ts';

const allow = (changes: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'iam:PassRole',
  Resource: 'arn:aws:iam::111122223333:role/one',
  ...changes,
});
const deny = (changes: Partial<PolicyStatement> = {}): PolicyStatement =>
  allow({ Effect: 'Deny', Resource: '*', ...changes });
const document = (...Statement: readonly PolicyStatement[]) => ({
  Version: '2012-10-17',
  Statement,
});

const NOT_S3 = { Action: undefined, NotAction: 's3:*' } as unknown as Partial<PolicyStatement>;
const NOT_IAM = { Action: undefined, NotAction: 'IAM:*' } as unknown as Partial<PolicyStatement>;

const holds = (...statements: readonly PolicyStatement[]): boolean =>
  createHeldActions(
    aPrincipal({ inline: [anInlinePolicy('own', document(...statements))] }),
    [],
  )('iam:PassRole');

const holdsWithin = (...boundary: readonly PolicyStatement[]): boolean =>
  createHeldActions(
    aPrincipal({
      inline: [anInlinePolicy('own', document(allow()))],
      boundary: aManagedPolicy('limit', { document: document(...boundary) }),
    }),
    [],
  )('iam:PassRole');

describe('domain/policy/guardrails/held-actions', () => {
  it.each([
    ['by its name', allow()],
    ['in other letters', allow({ Action: ['s3:GetObject', 'IAM:passrole'] })],
    ['by a wildcard', allow({ Action: 'iam:Pass*' })],
    ['by a question mark', allow({ Action: 'iam:PassRol?' })],
    ['by everything', allow({ Action: '*', Resource: '*' })],
    ['by what is not left out', allow(NOT_S3)],
    ['under a condition', allow({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })],
  ])('counts an action as held %s', (_how, statement) => {
    expect(holds(statement)).toBe(true);
  });

  it.each([
    ['another action is allowed', allow({ Action: 'iam:GetRole' })],
    ['it is left out', allow(NOT_IAM)],
    ['nothing is allowed', deny({ Action: 's3:GetObject' })],
  ])('does not count it where %s', (_why, statement) => {
    expect(holds(statement)).toBe(false);
  });

  it.each<[string, boolean, PolicyStatement]>([
    ['on everything', false, deny()],
    ['of everything', false, deny({ Action: '*' })],
    ['of all but another service', false, deny(NOT_S3)],
    ['on one resource', true, deny({ Resource: 'arn:aws:iam::111122223333:role/one' })],
    ['under a condition', true, deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    ['of another action', true, deny({ Action: 'iam:GetRole' })],
    ['of all but itself', true, deny({ ...NOT_IAM })],
  ])('believes a Deny %s: held is %s', (_which, held, statement) => {
    expect(holds(allow(), statement)).toBe(held);
  });

  it.each<[string, boolean, PolicyStatement[]]>([
    ['allows it', true, [allow({ Action: 'iam:*' })]],
    ['does not mention it', false, [allow({ Action: 's3:*' })]],
    ['denies it', false, [allow({ Action: '*' }), deny()]],
  ])('heeds a boundary that %s: held is %s', (_what, held, boundary) => {
    expect(holdsWithin(...boundary)).toBe(held);
  });

  it('counts the policies of groups and what is being added', () => {
    const group = { groupArn: 'arn:aws:iam::111122223333:group/g', managed: [], inline: [] };
    const inGroup = aPrincipal({
      groups: [{ ...group, managed: [aManagedPolicy('shared', { document: document(allow()) })] }],
    });

    expect(createHeldActions(inGroup, [])('iam:PassRole')).toBe(true);
    expect(createHeldActions(aPrincipal(), [allow()])('iam:PassRole')).toBe(true);
    expect(createHeldActions(aPrincipal(), [])('iam:PassRole')).toBe(false);
  });
});
