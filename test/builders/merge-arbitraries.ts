import fc from 'fast-check';
import type { AccessRequest } from '../../src/domain/policy/evaluation.ts';
import type { PolicyDocument, PolicyStatement } from '../../src/domain/policy/policy-document.ts';
import { aRoleArn } from './an-account.ts';

// Small pools on purpose: additions must meet statements that almost, but not quite, hold them.

const ACTIONS = ['s3:GetObject', 's3:getobject', 's3:PutObject', 's3:GetObjectTagging', 'sqs:Send'];
const ACTION_PATTERNS = [...ACTIONS, 's3:*', 's3:Get*', 's3:Get????ct', '*', 's*:Get*'];

const RESOURCES = [
  'arn:aws:s3:::orders/a',
  'arn:aws:s3:::orders/b/c',
  'arn:aws:s3:::orders/*',
  'arn:aws:s3:::orders',
  'arn:aws:sqs:eu-west-1:111122223333:jobs',
];
const ESCAPED = ['arn:aws:s3:::orders/${*}', 'arn:aws:s3:::orders/a${?}'];
const RESOURCE_PATTERNS = [
  ...RESOURCES,
  '*',
  'arn:aws:s3:::orders/?',
  'arn:aws:s3:::orders/????',
  'arn:aws:s3:::*',
  'arn:aws:s3',
  'arn:aws:s3:::orders/${aws:PrincipalTag/team}',
  'arn:aws:sqs:*:111122223333:*',
];
/** Resources as requests name them, those that a wildcard taken for a character would confuse included. */
const REQUESTED = [
  ...RESOURCES.filter((resource) => !resource.includes('*')),
  'arn:aws:s3:::orders/*',
  'arn:aws:s3:::orders/a?',
  'arn:aws:s3:::orders/ab',
  'arn:aws:s3:::orders/z',
  'arn:aws:s3:::other/a',
];

const someOf = (pool: readonly string[]): fc.Arbitrary<string | string[]> =>
  fc.oneof(
    fc.constantFrom(...pool),
    fc.uniqueArray(fc.constantFrom(...pool), { minLength: 1, maxLength: 3 }),
  );

const condition = fc.constantFrom(undefined, undefined, undefined, {
  Bool: { 'aws:SecureTransport': 'true' },
});

const statement: fc.Arbitrary<PolicyStatement> = fc
  .record({
    Sid: fc.constantFrom(undefined, 'Orders', 'AllowS3GetObject'),
    Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Allow' as const, 'Deny' as const),
    action: someOf(ACTION_PATTERNS),
    resource: someOf([...RESOURCE_PATTERNS, ...ESCAPED]),
    condition,
    inverted: fc.nat(9),
    resourceFirst: fc.boolean(),
  })
  .map(({ Sid, Effect, action, resource, condition: Condition, inverted, resourceFirst }) => {
    const actions = inverted === 0 ? { NotAction: action } : { Action: action };
    const resources = inverted === 1 ? { NotResource: resource } : { Resource: resource };
    return {
      ...(Sid === undefined ? {} : { Sid }),
      ...(resourceFirst
        ? { ...resources, Effect, ...actions }
        : { Effect, ...actions, ...resources }),
      ...(Condition === undefined ? {} : { Condition }),
    };
  });

/** Documents in all of IAM's forms: one statement or a list of them, any Version or none. */
export const aDocumentToEdit: fc.Arbitrary<PolicyDocument> = fc
  .record({
    Version: fc.constantFrom(undefined, '2008-10-17', '2012-10-17', '2012-10-17', '2012-10-17'),
    Id: fc.constantFrom(undefined, 'owner-1'),
    Statement: fc.oneof(statement, fc.array(statement, { maxLength: 4 })),
    statementFirst: fc.boolean(),
  })
  .map(({ Version, Id, Statement, statementFirst }) => {
    const head = { ...(Version && { Version }), ...(Id && { Id }) };
    return statementFirst ? { Statement, ...head } : { ...head, Statement };
  });

/** Plain Allows such as a denial is answered with. */
export const anAddition: fc.Arbitrary<PolicyStatement> = fc.record(
  {
    Sid: fc.constantFrom('AllowS3GetObject', 'AllowSqsSend'),
    Effect: fc.constant('Allow' as const),
    Action: someOf(ACTIONS),
    Resource: someOf([...RESOURCES, ...ESCAPED]),
  },
  { requiredKeys: ['Effect', 'Action', 'Resource'] },
);

/** Requests about everything that the pools speak of, and a little beyond. */
export const REQUESTS: readonly AccessRequest[] = [...ACTIONS, 's3:DeleteObject'].flatMap(
  (action) =>
    REQUESTED.map((resource) => ({
      principal: aRoleArn('orders-task'),
      action,
      resource,
      resourceAccount: '111122223333',
      context: {},
    })),
);
