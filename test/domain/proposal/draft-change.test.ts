import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_QUOTAS } from '../../../src/domain/policy/limits.ts';
import type {
  PolicyDocument,
  PolicyStatement,
} from '../../../src/domain/policy/policy-document.ts';
import { statementsOf } from '../../../src/domain/policy/policy-document.ts';
import { policySize } from '../../../src/domain/policy/policy-size.ts';
import type { ManagedPolicy } from '../../../src/domain/policy/principal-policies.ts';
import { draftChange } from '../../../src/domain/proposal/draft-change.ts';
import type { Draft } from '../../../src/domain/proposal/draft.ts';
import { aDraftContext, aNeed } from '../../builders/a-need.ts';
import {
  aManagedPolicy,
  anInlinePolicy,
  aPrincipal,
  aUserPrincipal,
  aVersion,
} from '../../builders/a-principal.ts';
import { aDocument, aDocumentOfSize, aRoleArn } from '../../builders/an-account.ts';

const ORDERS = 'arn:aws:s3:::orders/*';
const PUT = aNeed('f-put');
const SEND = aNeed('f-send', 'sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:jobs');
const orders = (changes: Partial<ManagedPolicy> = {}): ManagedPolicy =>
  aManagedPolicy('orders', { document: aDocument('s3:GetObject', ORDERS), ...changes });
const aws = (n: number): ManagedPolicy =>
  aManagedPolicy(`aws-${n}`, { awsManaged: true, document: aDocument('ec2:StopInstances', '*') });

/** The targets of drafts with the findings that each cures. */
const targetsOf = (drafts: readonly Draft[]): readonly string[] =>
  drafts.map(({ target, needs }) => {
    const name = target.kind === 'inline' ? target.policyName : target.policyArn.split('/').at(-1);
    return `${target.kind} ${name}: ${needs.map(({ findingId }) => findingId).join(' ')}`;
  });

const full: readonly ManagedPolicy['versions'][number][] = ['v5', 'v4', 'v3', 'v2', 'v1'].map(
  (id) => aVersion(id, { isDefault: id === 'v5' }),
);

describe('domain/proposal/draft-change', () => {
  it('puts a need into the policy that fits it, with its base', () => {
    const { drafts, unplaced } = draftChange(
      aDraftContext({ principal: aPrincipal({ managed: [orders()] }) }),
      [PUT],
    );

    expect(unplaced).toEqual([]);
    expect(drafts).toEqual([
      {
        target: {
          kind: 'managed',
          policyArn: orders().arn,
          policyId: orders().id,
          baseVersionId: 'v1',
          baseDocument: orders().document,
        },
        targetDocument: aDocument(['s3:GetObject', 's3:PutObject'], ORDERS),
        quotaUse: {
          sizeBefore: policySize(orders().document),
          sizeAfter: policySize(orders().document) + ',"s3:PutObject"'.length + '[]'.length,
          sizeLimit: 6144,
          versionToPrune: null,
        },
        blastRadius: [],
        needs: [PUT],
      },
    ]);
  });

  it('makes one draft of several needs that go into one policy', () => {
    const principal = aPrincipal({ managed: [orders()] });
    const remove = aNeed('f-delete', 's3:DeleteObject');
    const { drafts } = draftChange(aDraftContext({ principal }), [PUT, remove]);

    expect(targetsOf(drafts)).toEqual(['managed orders: f-put f-delete']);
    expect(drafts[0]?.targetDocument).toEqual(
      aDocument(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], ORDERS),
    );
  });

  it('makes one draft a policy', () => {
    const jobs = anInlinePolicy('jobs', aDocument('sqs:ReceiveMessage', SEND.statement.Resource));
    const principal = aPrincipal({ managed: [orders()], inline: [jobs] });

    expect(targetsOf(draftChange(aDraftContext({ principal }), [PUT, SEND]).drafts)).toEqual([
      'managed orders: f-put',
      'inline jobs: f-send',
    ]);
  });

  it('makes a policy of the principal’s own where it has none that may be edited', () => {
    const principal = aPrincipal({ managed: [aws(1)] });
    const { drafts } = draftChange(aDraftContext({ principal }), [PUT, SEND]);

    expect(targetsOf(drafts)).toEqual(['new-managed orders-task-permissions: f-put f-send']);
    expect(drafts[0]).toMatchObject({
      target: { baseDocument: null },
      quotaUse: { sizeBefore: 0, sizeLimit: 6144, versionToPrune: null },
    });
    expect(statementsOf(drafts[0]!.targetDocument)).toHaveLength(2);
  });

  it('makes one where the policy that fits is shared, and names everybody whom editing would touch', () => {
    const others = ['billing-task', 'reports-task'].map((name) => aRoleArn(name));
    const holders = others.map((other) => [aPrincipal().principal.arn, other]);
    const principal = aPrincipal({
      managed: [
        orders({ attachedTo: holders[0]! }),
        aManagedPolicy('jobs', {
          document: aDocument('sqs:ReceiveMessage', SEND.statement.Resource),
          attachedTo: holders[1]!,
        }),
      ],
    });
    const { drafts } = draftChange(aDraftContext({ principal }), [PUT, SEND]);

    expect(targetsOf(drafts)).toEqual(['new-managed orders-task-permissions: f-put f-send']);
    expect(drafts[0]?.blastRadius).toEqual(others);
  });

  it('names the version that has to go where five are stored', () => {
    const policy = orders({ versions: full, defaultVersionId: 'v5' });
    const principal = aPrincipal({ managed: [policy] });
    const kept = new Map([[policy.id, new Set(['v1', 'v2'])]]);
    const prunes = (protectedVersions = new Map<string, ReadonlySet<string>>()) =>
      draftChange(aDraftContext({ principal, protectedVersions }), [PUT]).drafts[0]?.quotaUse
        .versionToPrune;

    expect(prunes()).toBe('v1');
    expect(prunes(kept)).toBe('v3');
  });

  it('leaves a policy alone whose stored versions are all needed', () => {
    const policy = orders({ versions: full, defaultVersionId: 'v5' });
    const protectedVersions = new Map([[policy.id, new Set(['v1', 'v2', 'v3', 'v4'])]]);
    const principal = aPrincipal({ managed: [policy] });

    expect(
      targetsOf(draftChange(aDraftContext({ principal, protectedVersions }), [PUT]).drafts),
    ).toEqual(['new-managed orders-task-permissions: f-put']);
  });

  it('row 24: takes the next policy where the one that fits is full', () => {
    const principal = aPrincipal({
      managed: [
        aManagedPolicy('full', { document: aDocumentOfSize(6140) }),
        aManagedPolicy('roomy', { document: aDocument('sqs:SendMessage', 'x') }),
      ],
    });

    expect(targetsOf(draftChange(aDraftContext({ principal }), [PUT]).drafts)).toEqual([
      'managed roomy: f-put',
    ]);
  });

  it('takes the next policy where an escaped character would change its meaning', () => {
    const old: PolicyDocument = { ...orders().document, Version: '2008-10-17' };
    const principal = aPrincipal({ managed: [orders({ document: old })] });
    const need = aNeed('f-star', 's3:PutObject', 'arn:aws:s3:::orders/${*}');

    expect(targetsOf(draftChange(aDraftContext({ principal }), [need]).drafts)).toEqual([
      'new-managed orders-task-permissions: f-star',
    ]);
  });

  it('makes an inline policy where no more can be attached', () => {
    const managed = Array.from({ length: 10 }, (_, n) => aws(n));
    const { drafts } = draftChange(aDraftContext({ principal: aPrincipal({ managed }) }), [PUT]);

    expect(targetsOf(drafts)).toEqual(['inline orders-task-permissions: f-put']);
    expect(drafts[0]?.quotaUse.sizeLimit).toBe(DEFAULT_QUOTAS.inlineSizePerRole);
  });

  it('says which need fits nowhere, and why', () => {
    const managed = Array.from({ length: 10 }, (_, n) => aws(n));
    const inline = [anInlinePolicy('full', aDocumentOfSize(10_200))];
    const principal = aPrincipal({ managed, inline });

    expect(draftChange(aDraftContext({ principal }), [PUT])).toEqual({
      drafts: [],
      unplaced: [{ need: PUT, reason: expect.stringMatching(/^no policy .* has room for it/) }],
    });
  });

  it('counts what it adds to one inline policy against the room of the others', () => {
    const managed = Array.from({ length: 10 }, (_, n) => aws(n));
    const inline = [
      anInlinePolicy('objects', aDocument('s3:GetObject', ORDERS)),
      anInlinePolicy('queue', aDocument('sqs:ReceiveMessage', SEND.statement.Resource)),
    ];
    const used = inline.reduce((sum, { document }) => sum + policySize(document), 0);
    // Room for one of the two needs only.
    const quotas = { ...DEFAULT_QUOTAS, inlineSizePerRole: used + 25 };
    const context = aDraftContext({ principal: aPrincipal({ managed, inline }), quotas });

    expect(targetsOf(draftChange(context, [PUT]).drafts)).toEqual(['inline objects: f-put']);
    expect(targetsOf(draftChange(context, [SEND]).drafts)).toEqual(['inline queue: f-send']);
    const both = draftChange(context, [PUT, SEND]);
    expect(targetsOf(both.drafts)).toEqual(['inline objects: f-put']);
    expect(both.unplaced).toHaveLength(1);
  });

  it('gives a user the room of a user', () => {
    const managed = Array.from({ length: 10 }, (_, n) => aws(n));
    const context = aDraftContext({ principal: aUserPrincipal({ managed }) });

    expect(draftChange(context, [PUT]).drafts[0]?.quotaUse.sizeLimit).toBe(2048);
  });

  it('row 24: never exceeds a quota, edits what others hold or loses a need', () => {
    const resource = fc
      .tuple(fc.constantFrom('orders', 'reports', 'users'), fc.nat(400))
      .map(([bucket, length]) => `arn:aws:s3:::${bucket}/${'x'.repeat(length)}`);
    const action = fc.constantFrom('s3:GetObject', 's3:PutObject', 'sqs:SendMessage');
    const document = fc.array(fc.tuple(action, resource), { maxLength: 6 }).map((rows) => ({
      Version: '2012-10-17',
      Statement: rows.map(([Action, Resource]): PolicyStatement => ({
        Effect: 'Allow',
        Action,
        Resource,
      })),
    }));
    const managed = fc
      .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 })
      .chain((names) =>
        fc.tuple(
          ...names.map((name) =>
            fc.record({ document, isShared: fc.boolean() }).map((one) =>
              aManagedPolicy(name, {
                document: one.document,
                ...(one.isShared ? { attachedTo: [aPrincipal().principal.arn, 'other'] } : {}),
              }),
            ),
          ),
        ),
      );
    const inline = fc
      .array(document, { maxLength: 3 })
      .map((documents) => documents.map((one, n) => anInlinePolicy(`inline-${n}`, one)));
    const needs = fc
      .array(fc.tuple(action, resource), { minLength: 1, maxLength: 8 })
      .map((rows) => rows.map(([one, on], n) => aNeed(`f-${n}`, one, on)));
    const quotas = fc
      .record({
        managedPolicySize: fc.integer({ min: 200, max: 2500 }),
        inlineSizePerRole: fc.integer({ min: 200, max: 3000 }),
        attachedPoliciesPerRole: fc.integer({ min: 0, max: 5 }),
      })
      .map((some) => ({ ...DEFAULT_QUOTAS, ...some }));

    fc.assert(
      fc.property(managed, inline, needs, quotas, (policies, inlines, wanted, limits) => {
        const principal = aPrincipal({ managed: policies, inline: inlines });
        const context = aDraftContext({ principal, quotas: limits });
        const { drafts, unplaced } = draftChange(context, wanted);

        const placed = drafts.flatMap((draft) => draft.needs);
        expect(new Set([...placed, ...unplaced.map(({ need }) => need)])).toEqual(new Set(wanted));
        expect(placed.length + unplaced.length).toBe(wanted.length);

        const inlineSizes = new Map(inlines.map((one) => [one.name, policySize(one.document)]));
        for (const { target, targetDocument, quotaUse } of drafts) {
          expect(quotaUse.sizeAfter).toBe(policySize(targetDocument));
          if (target.kind === 'inline') inlineSizes.set(target.policyName, quotaUse.sizeAfter);
          else expect(quotaUse.sizeAfter).toBeLessThanOrEqual(limits.managedPolicySize);
          const held = policies.find(
            ({ arn }) => 'policyArn' in target && arn === target.policyArn,
          );
          expect(held?.attachedTo ?? []).not.toContain('other');
          if (target.kind === 'new-managed') {
            expect(policies.length).toBeLessThan(limits.attachedPoliciesPerRole);
          }
        }
        const before = inlines.reduce((sum, one) => sum + policySize(one.document), 0);
        const after = [...inlineSizes.values()].reduce((sum, size) => sum + size, 0);
        // An account that is over its quota already stays as it is.
        expect(after).toBeLessThanOrEqual(Math.max(before, limits.inlineSizePerRole));
      }),
      { numRuns: 200 },
    );
  });
});
