import { describe, expect, it } from '@jest/globals';
import type { PrincipalPolicies } from '../../../src/domain/policy/principal-policies.ts';
import { draftChange } from '../../../src/domain/proposal/draft-change.ts';
import { judgeDraft } from '../../../src/domain/proposal/judge-draft.ts';
import { aDraftContext, aNeed } from '../../builders/a-need.ts';
import { aManagedPolicy, anInlinePolicy, aPrincipal } from '../../builders/a-principal.ts';
import { aDocument } from '../../builders/an-account.ts';

const ORDERS = 'arn:aws:s3:::orders/*';
const NEED = aNeed('f-put');
const boundary = (action: string) =>
  aManagedPolicy('boundary', { document: aDocument(action, '*') });
const DENY = {
  Version: '2012-10-17',
  Statement: { Effect: 'Deny' as const, Action: 's3:PutObject', Resource: '*' },
};

const judge = (principal: PrincipalPolicies) => {
  const { drafts } = draftChange(aDraftContext({ principal }), [NEED]);
  return drafts.map((draft) => [draft.target.kind, judgeDraft(principal, draft)]);
};

describe('domain/proposal/judge-draft', () => {
  const base = aDocument('s3:GetObject', ORDERS);

  it.each<[string, Partial<PrincipalPolicies>]>([
    ['managed', { managed: [aManagedPolicy('orders', { document: base })] }],
    ['inline', { inline: [anInlinePolicy('orders', base)] }],
    ['new-managed', {}],
    [
      'managed',
      { managed: [aManagedPolicy('orders', { document: base })], boundary: boundary('s3:*') },
    ],
  ])('finds nothing wrong with a draft of a %s policy that cures', (kind, changes) => {
    expect(judge(aPrincipal(changes))).toEqual([[kind, []]]);
  });

  it('says that a boundary would still stand in the way', () => {
    expect(judge(aPrincipal({ boundary: boundary('s3:Get*') }))).toEqual([
      [
        'new-managed',
        [
          {
            findingId: 'f-put',
            reason: 'the boundary does not allow it either, so this Allow would not help',
          },
        ],
      ],
    ]);
  });

  it('says that a Deny would still stand in the way', () => {
    const groups = [
      {
        groupArn: 'arn:aws:iam::111122223333:group/team',
        managed: [],
        inline: [anInlinePolicy('deny', DENY)],
      },
    ];

    expect(judge(aPrincipal({ groups }))).toEqual([
      [
        'new-managed',
        [
          {
            findingId: 'f-put',
            reason: 'a Deny in the identity-policy forbids it, and no Allow overrides a Deny',
          },
        ],
      ],
    ]);
  });

  it('judges each need by itself', () => {
    const principal = aPrincipal({ boundary: boundary('s3:Put*') });
    const needs = [NEED, aNeed('f-delete', 's3:DeleteObject')];
    const { drafts } = draftChange(aDraftContext({ principal }), needs);

    expect(judgeDraft(principal, drafts[0]!).map(({ findingId }) => findingId)).toEqual([
      'f-delete',
    ]);
  });
});
