import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeStatement } from '../../../../src/domain/policy/guardrails.ts';
import { completedPaths } from '../../../../src/domain/policy/guardrails/completed-paths.ts';
import { ESCALATION_PATHS } from '../../../../src/domain/policy/guardrails/escalation-paths.ts';
import {
  judgeGrant,
  judgeUnion,
  toRefusalReason,
} from '../../../../src/domain/policy/guardrails/judge-grant.ts';
import type { PolicyStatement } from '../../../../src/domain/policy/policy-document.ts';
import type { PrincipalPolicies } from '../../../../src/domain/policy/principal-policies.ts';
import { aDocument } from '../../../builders/an-account.ts';
import { aManagedPolicy, anInlinePolicy, aPrincipal } from '../../../builders/a-principal.ts';

const THING = 'arn:aws:lambda:eu-west-1:111122223333:function:orders';

const grant = (action: string | readonly string[], resource: string | readonly string[] = THING) =>
  [{ Effect: 'Allow', Action: action, Resource: resource }] as readonly PolicyStatement[];

const holder = (actions: readonly string[]): PrincipalPolicies =>
  aPrincipal({
    inline: actions.length > 0 ? [anInlinePolicy('own', aDocument(actions, '*'))] : [],
  });

const SEVERAL = ESCALATION_PATHS.filter(({ actions }) => actions.length > 1);

function subsetsOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: 2 ** all.length }, (_, bits) =>
    all.filter((_one, i) => bits & (1 << i)),
  );
}

function ordersOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length <= 1) return [all];
  return all.flatMap((first, i) =>
    ordersOf([...all.slice(0, i), ...all.slice(i + 1)]).map((rest) => [first, ...rest]),
  );
}

/** Asks for the actions one at a time, holding whatever is given; answers what is held in the end. */
function askOneByOne(held: readonly string[], asked: readonly string[]): readonly string[] {
  return asked.reduce<readonly string[]>((all, action) => {
    const isGiven = judgeGrant(grant(action), holder(all)).kind === 'passed';
    return isGiven ? [...all, action] : all;
  }, held);
}

describe('domain/policy/guardrails/judge-grant', () => {
  describe('never gives the piece that completes', () => {
    it.each(SEVERAL.map(({ id, actions }) => [id, actions] as const))(
      '%s, however it is split and in whatever order it is asked for',
      (_id, actions) => {
        for (const held of subsetsOf(actions).slice(0, -1)) {
          const rest = actions.filter((one) => !held.includes(one));
          // Longer paths have too many orders; each last piece is tried below.
          const orders = actions.length <= 4 ? ordersOf(rest) : [rest, rest.toReversed()];
          for (const order of orders) {
            expect(askOneByOne(held, order).length).toBeLessThan(actions.length);
          }
        }
      },
    );
  });

  it.each(SEVERAL.map((path) => [path.id, path] as const))(
    'names %s for each of its last pieces, and for several pieces at once',
    (id, { actions }) => {
      for (const held of subsetsOf(actions).slice(0, -1)) {
        const rest = actions.filter((one) => !held.includes(one));
        expect(judgeUnion(grant(rest), holder(held))?.paths).toContain(id);
        if (rest.length > 1) {
          const all = judgeUnion(grant(rest[0]!), holder(held))?.paths ?? [];
          expect(all).not.toContain(id);
        }
      }
    },
  );

  it.each([
    [
      'a service’s wildcard',
      aPrincipal({ inline: [anInlinePolicy('a', aDocument(['iam:*', 'lambda:Create*'], '*'))] }),
    ],
    ['other letters', holder(['IAM:passROLE', 'LAMBDA:createfunction'])],
    [
      'one resource only',
      aPrincipal({
        inline: [
          anInlinePolicy(
            'a',
            aDocument(
              ['iam:PassRole', 'lambda:CreateFunction'],
              'arn:aws:iam::111122223333:role/x',
            ),
          ),
        ],
      }),
    ],
    [
      'two policies',
      aPrincipal({
        inline: [anInlinePolicy('a', aDocument('iam:PassRole', '*'))],
        managed: [aManagedPolicy('b', { document: aDocument('lambda:CreateFunction', '*') })],
      }),
    ],
  ])('sees what is held by %s', (_how, principal) => {
    expect(judgeGrant(grant('lambda:InvokeFunction'), principal)).toMatchObject({
      kind: 'refused',
      code: 'escalation-path',
      risk: { tier: 1 },
      paths: ['lambda-001'],
    });
  });

  it('says which path it is, of what it consists and where to read of it', () => {
    const verdict = judgeUnion(
      grant('lambda:InvokeFunction'),
      holder(['iam:PassRole', 'lambda:CreateFunction']),
    );

    expect(verdict && toRefusalReason(verdict)).toBe(
      'together with what the principal holds already it completes a published privilege escalation: lambda-001 (iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction; https://pathfinding.cloud/paths/lambda-001)',
    );
  });

  it('gives what is harmless to one who could escalate before', () => {
    const mighty = holder([...new Set(SEVERAL.flatMap(({ actions }) => actions))]);

    expect(judgeGrant(grant('dynamodb:Scan'), mighty)).toMatchObject({ kind: 'passed' });
    expect(judgeGrant(grant('dynamodb:PutItem'), mighty)).toMatchObject({ kind: 'refused' });
    expect(judgeGrant(grant('lambda:InvokeFunction'), holder(['iam:PassRole']))).toMatchObject({
      kind: 'passed',
    });
  });

  it('is never milder to one who holds more', () => {
    const actions = [
      ...new Set(ESCALATION_PATHS.flatMap((path) => path.actions)),
      'sqs:SendMessage',
      'kms:Decrypt',
    ];
    const some = fc.subarray(actions, { maxLength: 12 });
    const asked = fc.constantFrom(...actions);
    fc.assert(
      fc.property(some, some, asked, (held, more, action) => {
        const less = judgeGrant(grant(action), holder(held));
        const all = judgeGrant(grant(action), holder([...held, ...more]));
        expect(all.risk.tier).toBeLessThanOrEqual(less.risk.tier);
        if (less.kind === 'refused') expect(all.kind).toBe('refused');
      }),
      { numRuns: 300 },
    );
  });

  it('refuses whatever the statement alone is refused for', () => {
    for (const { actions } of ESCALATION_PATHS) {
      for (const action of actions) {
        const alone = judgeStatement(grant(action)[0]!, null);
        const together = judgeGrant(grant(action), holder([]));
        expect(alone.kind === 'refused' && together.kind === 'passed').toBe(false);
      }
    }
  });

  it('gives what hands out secrets for one exact resource at a time', () => {
    const secret = (name: string) => `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${name}`;
    const read = (resource: string | readonly string[]) =>
      judgeGrant(grant('secretsmanager:GetSecretValue', resource), holder([]));

    expect(read(secret('one'))).toMatchObject({ kind: 'passed', risk: { tier: 2 } });
    expect(read([secret('one'), secret('two')])).toMatchObject({ code: 'several-resources' });
    expect(read(secret('prod/*'))).toMatchObject({ code: 'wildcard-resource' });
    expect(read(secret('prod/${*}'))).toMatchObject({ kind: 'passed' });
  });

  it('takes facts and no options: no configuration lowers the floor', () => {
    expect(
      [judgeGrant, judgeUnion, completedPaths, judgeStatement].map((one) => one.length),
    ).toEqual([2, 2, 2, 2]);
  });
});
