import { describe, expect, it } from '@jest/globals';
import { checkRollback } from '../../../src/domain/change/rollback-check.ts';
import type { PrincipalPolicies } from '../../../src/domain/policy/principal-policies.ts';
import type { Change, Target } from '../../../src/domain/proposal/proposal.ts';
import { aManagedPolicy, anInlinePolicy, aPrincipal } from '../../builders/a-principal.ts';
import { aProposal } from '../../builders/a-proposal.ts';
import { aDocument } from '../../builders/an-account.ts';

const BASE = aDocument('s3:GetObject');
const OURS = aDocument(['s3:GetObject', 's3:PutObject']);
const THEIRS = aDocument('s3:DeleteObject');
const policy = (changes: Parameters<typeof aManagedPolicy>[1] = {}) =>
  aManagedPolicy('orders', { document: OURS, defaultVersionId: 'v4', ...changes });

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
const GONE = 'moved: the role or user is gone or was recreated';

const holding = (changes: Parameters<typeof aManagedPolicy>[1] = {}) =>
  aPrincipal({ managed: [policy(changes)] });
const inline = (document: typeof BASE) =>
  aPrincipal({ inline: [anInlinePolicy('orders', document)] });
const recreated = aPrincipal({
  managed: [policy()],
  inline: [anInlinePolicy('orders', OURS)],
  principal: { ...aPrincipal().principal, id: 'AROANEWNEWNEWNEWNEWNE' },
});

const check = (target: Target, principal: PrincipalPolicies | undefined, versionId = 'v4') => {
  const change: Change = {
    at: '2026-11-20T11:00:00.000Z',
    newVersionId: target.kind === 'inline' ? null : versionId,
    previousVersionId: target.kind === 'managed' ? 'v3' : null,
    prunedVersionId: null,
  };
  const principalId = aPrincipal().principal.id;
  return checkRollback(
    aProposal({ state: 'applied', principalId, target, targetDocument: OURS, change }),
    principal,
  );
};

describe('domain/change/rollback-check', () => {
  it.each<[string, Target, PrincipalPolicies | undefined, string]>([
    ['a change that stands', MANAGED, holding(), 'possible'],
    [
      'a base that stands',
      MANAGED,
      holding({ document: BASE, defaultVersionId: 'v3' }),
      'already-back',
    ],
    [
      'a base made anew',
      MANAGED,
      holding({ document: BASE, defaultVersionId: 'v5' }),
      'already-back',
    ],
    [
      'a change over it',
      MANAGED,
      holding({ document: THEIRS, defaultVersionId: 'v5' }),
      'moved: the policy was changed after it',
    ],
    [
      'the same document in a newer version',
      MANAGED,
      holding({ defaultVersionId: 'v5' }),
      'moved: its default version is v5 now, no longer v4',
    ],
    [
      'a policy of the same name',
      MANAGED,
      holding({ id: 'ANPANEW' }),
      'moved: the policy was recreated',
    ],
    ['no policy', MANAGED, aPrincipal(), 'moved: the policy is no longer held by the role or user'],
    ['no role', MANAGED, undefined, GONE],
    ['a role of the same name', MANAGED, recreated, GONE],
    ['an inline change that stands', INLINE, inline(OURS), 'possible'],
    ['an inline base that stands', INLINE, inline(BASE), 'already-back'],
    [
      'an inline change over it',
      INLINE,
      inline(THEIRS),
      'moved: the inline policy was changed after it',
    ],
    [
      'no inline policy',
      INLINE,
      aPrincipal(),
      'moved: the inline policy is no longer held by the role or user',
    ],
    ['an inline policy of a new role', INLINE, recreated, GONE],
    ['a new inline policy that stands', NEW_INLINE, inline(OURS), 'possible'],
    ['no new inline policy', NEW_INLINE, aPrincipal(), 'already-back'],
    [
      'another inline policy in its place',
      NEW_INLINE,
      inline(THEIRS),
      'moved: the inline policy was changed after it',
    ],
    ['our own policy that stands', NEW_MANAGED, holding(), 'possible'],
    ['our own policy detached', NEW_MANAGED, aPrincipal(), 'already-back'],
    [
      'our own policy in a newer version',
      NEW_MANAGED,
      holding({ document: THEIRS, defaultVersionId: 'v5' }),
      'moved: the policy was changed after it',
    ],
  ])('finds %s', (_what, target, principal, expected) => {
    const outcome = check(target, principal);

    expect(outcome.kind === 'moved' ? `moved: ${outcome.reason}` : outcome.kind).toBe(expected);
  });

  it('hands out what stands there now, for the three-way difference', () => {
    const theirs = holding({ document: THEIRS, defaultVersionId: 'v5' });

    expect(check(MANAGED, theirs)).toMatchObject({ current: THEIRS });
    expect(check(MANAGED, aPrincipal())).toMatchObject({ current: null });
    expect(check(MANAGED, holding({ defaultVersionId: 'v5' }))).toMatchObject({ current: OURS });
  });

  it('is not possible for what was never applied', () => {
    const principalId = aPrincipal().principal.id;
    const proposal = aProposal({ principalId, target: MANAGED, targetDocument: OURS });

    expect(checkRollback(proposal, holding()).kind).toBe('moved');
  });
});
