import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseTarget, relevanceOf } from '../../../src/domain/policy/choose-target.ts';
import type { PolicyStatement } from '../../../src/domain/policy/policy-document.ts';
import type { ManagedPolicy } from '../../../src/domain/policy/principal-policies.ts';
import { aManagedPolicy, anInlinePolicy, aPrincipal } from '../../builders/a-principal.ts';
import { aDocument, aRoleArn } from '../../builders/an-account.ts';

const OBJECTS = 'arn:aws:s3:::orders/*';
const PUT: PolicyStatement = { Effect: 'Allow', Action: 's3:PutObject', Resource: OBJECTS };
const OTHER = aRoleArn('billing-task');

const SAME_RESOURCE = aDocument('s3:GetObject', OBJECTS);
const SAME_SERVICE = aDocument('s3:GetObject', 'arn:aws:s3:::reports/*');
const UNRELATED = aDocument('sqs:SendMessage', 'arn:aws:sqs:eu-west-1:111122223333:jobs');

const shared = (name: string, document = SAME_RESOURCE): ManagedPolicy =>
  aManagedPolicy(name, { document, attachedTo: [aPrincipal().principal.arn, OTHER] });

const namesOf = (...args: Parameters<typeof chooseTarget>): readonly string[] =>
  chooseTarget(...args).editable.map(({ policy }) => policy.name);

describe('domain/policy/choose-target', () => {
  it('has nothing to edit where the principal holds nothing', () => {
    expect(chooseTarget(aPrincipal(), PUT)).toEqual({ editable: [], blastRadius: [] });
  });

  it('prefers the same resource to the same service, and that to anything else', () => {
    const managed = [
      aManagedPolicy('a-unrelated', { document: UNRELATED }),
      aManagedPolicy('b-service', { document: SAME_SERVICE }),
      aManagedPolicy('c-resource', { document: SAME_RESOURCE }),
    ];

    expect(namesOf(aPrincipal({ managed }), PUT)).toEqual([
      'c-resource',
      'b-service',
      'a-unrelated',
    ]);
  });

  it('prefers a managed policy, which keeps versions, to an inline one, and then goes by name', () => {
    const managed = ['b', 'a'].map((name) => aManagedPolicy(name, { document: SAME_RESOURCE }));
    const inline = [anInlinePolicy('0', SAME_RESOURCE)];

    expect(namesOf(aPrincipal({ managed, inline }), PUT)).toEqual(['a', 'b', '0']);
  });

  it('prefers an inline policy that fits to a managed one that does not', () => {
    const managed = [aManagedPolicy('queue', { document: UNRELATED })];
    const inline = [anInlinePolicy('orders', SAME_RESOURCE)];

    expect(namesOf(aPrincipal({ managed, inline }), PUT)).toEqual(['orders', 'queue']);
  });

  it('edits nothing and names who is affected where the policy that fits best is shared', () => {
    const managed = [shared('team'), aManagedPolicy('own', { document: UNRELATED })];

    expect(chooseTarget(aPrincipal({ managed }), PUT)).toEqual({
      editable: [],
      blastRadius: [OTHER],
    });
  });

  it('takes a policy of its own where a shared one fits no better', () => {
    const managed = [shared('a-team'), aManagedPolicy('own', { document: SAME_RESOURCE })];

    expect(namesOf(aPrincipal({ managed }), PUT)).toEqual(['own']);
  });

  it('passes over a shared policy that has nothing to do with it', () => {
    const managed = [shared('team', UNRELATED), aManagedPolicy('own', { document: UNRELATED })];

    expect(chooseTarget(aPrincipal({ managed }), PUT).blastRadius).toEqual([]);
    expect(namesOf(aPrincipal({ managed }), PUT)).toEqual(['own']);
    expect(chooseTarget(aPrincipal({ managed: managed.slice(0, 1) }), PUT)).toEqual({
      editable: [],
      blastRadius: [],
    });
  });

  it.each<[string, Partial<ManagedPolicy>]>([
    ['AWS manages', { awsManaged: true, attachedTo: [] }],
    ['is also a permissions boundary', { boundaryOf: [OTHER] }],
    ['is its own permissions boundary', { boundaryOf: [aPrincipal().principal.arn] }],
  ])('never edits a policy that %s', (_what, changes) => {
    const managed = [aManagedPolicy('fits', { document: SAME_RESOURCE, ...changes })];

    expect(chooseTarget(aPrincipal({ managed }), PUT)).toEqual({ editable: [], blastRadius: [] });
  });

  it('never edits a policy of a group', () => {
    const managed = [aManagedPolicy('of-group', { document: SAME_RESOURCE })];
    const inline = [anInlinePolicy('inline-of-group', SAME_RESOURCE)];
    const groups = [{ groupArn: 'arn:aws:iam::111122223333:group/team', managed, inline }];

    expect(namesOf(aPrincipal({ groups }), PUT)).toEqual([]);
  });

  it('never answers a policy that AWS manages, that others hold or that is a boundary', () => {
    const policy = fc
      .record({
        name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        awsManaged: fc.boolean(),
        attachedTo: fc.subarray([aPrincipal().principal.arn, OTHER]),
        boundaryOf: fc.subarray([OTHER]),
        document: fc.constantFrom(SAME_RESOURCE, SAME_SERVICE, UNRELATED),
      })
      .map(({ name, ...changes }) => aManagedPolicy(name, changes));
    const some = fc.uniqueArray(policy, { selector: ({ name }) => name });

    fc.assert(
      fc.property(some, (managed) => {
        for (const candidate of chooseTarget(aPrincipal({ managed }), PUT).editable) {
          expect(candidate).toMatchObject({
            sharedWith: [],
            policy: { awsManaged: false, boundaryOf: [] },
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    [3, 's3:GetObject', OBJECTS],
    [3, ['sqs:SendMessage', 'S3:Get*'], [OBJECTS]],
    [2, 's3:GetObject', ['arn:aws:s3:::orders', OBJECTS]],
    [1, 's3:GetObject', 'arn:aws:s3:::orders'],
    [0, 'sqs:SendMessage', OBJECTS],
    [0, 's3express:CreateSession', OBJECTS],
  ])('scores %i for a policy that allows %j on %j', (score, action, resource) => {
    expect(relevanceOf(aDocument(action, resource), PUT)).toBe(score);
  });

  it.each<[string, PolicyStatement]>([
    ['denies', { ...PUT, Effect: 'Deny' }],
    [
      'allows under a condition',
      { ...PUT, Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    ],
  ])('scores nothing for a policy that %s it', (_what, statement) => {
    expect(relevanceOf({ Version: '2012-10-17', Statement: statement }, PUT)).toBe(0);
  });

  it('goes by the best statement of a policy', () => {
    const Statement = [PUT, { ...PUT, Resource: 'arn:aws:s3:::reports/*' }];

    expect(relevanceOf({ Version: '2012-10-17', Statement }, PUT)).toBe(3);
  });
});
