import { describe, expect, it } from '@jest/globals';
import { checkBase, isSameDocument } from '../../../src/domain/change/base-check.ts';
import type { PrincipalPolicies } from '../../../src/domain/policy/principal-policies.ts';
import type { Target } from '../../../src/domain/proposal/proposal.ts';
import { aManagedPolicy, anInlinePolicy, aPrincipal } from '../../builders/a-principal.ts';
import { aProposal } from '../../builders/a-proposal.ts';
import { aDocument, aRoleArn } from '../../builders/an-account.ts';

const BASE = aDocument('s3:GetObject');
const WANTED = aDocument(['s3:GetObject', 's3:PutObject']);
const FOREIGN = aDocument('s3:DeleteObject');
const policy = (changes: Parameters<typeof aManagedPolicy>[1] = {}) =>
  aManagedPolicy('orders', { document: BASE, defaultVersionId: 'v3', ...changes });

const MANAGED: Target = {
  kind: 'managed',
  policyArn: policy().arn,
  policyId: policy().id,
  baseVersionId: 'v3',
  baseDocument: BASE,
};
const INLINE: Target = { kind: 'inline', policyName: 'orders', baseDocument: BASE };
const NEW_INLINE: Target = { kind: 'inline', policyName: 'orders', baseDocument: null };
const NEW_MANAGED: Target = { kind: 'new-managed', policyArn: policy().arn, baseDocument: null };

const check = (target: Target, principal: PrincipalPolicies | undefined) => {
  const principalId = aPrincipal().principal.id;
  const outcome = checkBase(aProposal({ principalId, target, targetDocument: WANTED }), principal);
  return outcome.kind === 'stale' ? `stale: ${outcome.reason}` : outcome.kind;
};
const holding = (changes: Parameters<typeof aManagedPolicy>[1]) =>
  aPrincipal({ managed: [policy(changes)] });
const inline = (document = BASE) => aPrincipal({ inline: [anInlinePolicy('orders', document)] });
const recreated = aPrincipal({
  ...inline(),
  managed: [policy()],
  principal: { ...aPrincipal().principal, id: 'AROANEWNEWNEWNEWNEWNE' },
});

const BOTH = [aPrincipal().principal.arn, aRoleArn('billing-task')];

describe('domain/change/base-check', () => {
  it.each<[string, Target, PrincipalPolicies | undefined, string]>([
    ['a policy as it was', MANAGED, holding({}), 'unchanged'],
    [
      'the change in place',
      MANAGED,
      holding({ document: WANTED, defaultVersionId: 'v4' }),
      'already-applied',
    ],
    [
      'the change in place, and others who hold the policy by now',
      MANAGED,
      holding({ document: WANTED, defaultVersionId: 'v4', attachedTo: BOTH }),
      'already-applied',
    ],
    ['no role', MANAGED, undefined, 'stale: the role or user is gone'],
    ['a role of the same name', MANAGED, recreated, 'stale: the role or user was recreated'],
    ['no policy', MANAGED, aPrincipal(), 'stale: the policy is no longer attached'],
    [
      'a policy of the same name',
      MANAGED,
      holding({ id: 'ANPANEW' }),
      'stale: the policy was recreated',
    ],
    [
      'a policy that others hold',
      MANAGED,
      holding({ attachedTo: BOTH }),
      'stale: the policy was attached to others meanwhile',
    ],
    [
      'a policy that limits somebody',
      MANAGED,
      holding({ boundaryOf: [aRoleArn('billing-task')] }),
      'stale: the policy became a permissions boundary',
    ],
    [
      'another default version',
      MANAGED,
      holding({ document: FOREIGN, defaultVersionId: 'v4' }),
      'stale: its default version is v4 now, no longer v3',
    ],
    [
      'another default version of the same document',
      MANAGED,
      holding({ defaultVersionId: 'v4' }),
      'stale: its default version is v4 now, no longer v3',
    ],
    ['an inline policy as it was', INLINE, inline(), 'unchanged'],
    ['the inline change in place', INLINE, inline(WANTED), 'already-applied'],
    ['another inline document', INLINE, inline(FOREIGN), 'stale: the policy was changed meanwhile'],
    ['no inline policy any more', INLINE, aPrincipal(), 'stale: the policy was changed meanwhile'],
    ['no inline policy yet', NEW_INLINE, aPrincipal(), 'unchanged'],
    ['the new inline policy in place', NEW_INLINE, inline(WANTED), 'already-applied'],
    [
      'an inline policy of the new one’s name',
      NEW_INLINE,
      inline(),
      'stale: the policy was changed meanwhile',
    ],
    ['no policy of our own yet', NEW_MANAGED, aPrincipal(), 'unchanged'],
    ['our own policy in place', NEW_MANAGED, holding({ document: WANTED }), 'already-applied'],
    [
      'another policy of our own’s name',
      NEW_MANAGED,
      holding({}),
      'stale: the policy was changed meanwhile',
    ],
    ['no role for an inline policy', INLINE, undefined, 'stale: the role or user is gone'],
    [
      'a role of that name for a new policy',
      NEW_MANAGED,
      recreated,
      'stale: the role or user was recreated',
    ],
  ])('row 19, row 21: finds %s', (_what, target, principal, outcome) => {
    expect(check(target, principal)).toBe(outcome);
  });

  it('compares documents without regard to the order of keys, but not of statements', () => {
    const [one, other] = [{ a: 1 }, { b: 2 }] as never[];
    const turned = Object.fromEntries(Object.entries(BASE).toReversed()) as typeof BASE;

    expect(isSameDocument(BASE, turned)).toBe(true);
    expect(isSameDocument(BASE, WANTED)).toBe(false);
    expect(isSameDocument({ Statement: [one!, other!] }, { Statement: [other!, one!] })).toBe(
      false,
    );
  });
});
