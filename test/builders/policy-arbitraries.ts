import * as fc from 'fast-check';
import type { AccessRequest, PolicySet } from '../../src/domain/policy/evaluation.ts';
import type { PolicyDocument, PolicyStatement } from '../../src/domain/policy/policy-document.ts';

// Small pools on purpose: statements must meet requests often, or a property proves nothing.

const ACCOUNT = '111122223333';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/AppRole`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/AppRole/task-1`;
const USER = `arn:aws:iam::${ACCOUNT}:user/maria`;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

const action = fc.constantFrom('s3:GetObject', 's3:PutObject', 'sqs:SendMessage');
const actionPattern = fc.constantFrom('*', 's3:*', 's3:GetObject', 's3:Put*', 'sqs:SendMessage');
const resource = fc.constantFrom('arn:aws:s3:::orders/a', 'arn:aws:s3:::orders/b/c', '*');
const resourcePattern = fc.constantFrom(
  '*',
  'arn:aws:s3:::orders/*',
  'arn:aws:s3:::orders/a',
  'arn:aws:s3:::other/*',
  'arn:aws:s3:::orders/${aws:PrincipalTag/team}',
);

/** Condition keys of the pool with values worth trying. */
export const CONTEXT_POOL: Readonly<Record<string, readonly string[]>> = {
  'aws:SourceIp': ['10.0.0.1', '203.0.113.9'],
  'aws:SecureTransport': ['true', 'false'],
  'aws:PrincipalTag/team': ['a', 'b'],
  'aws:SourceVpce': ['vpce-1', 'vpce-2'],
  's3:max-keys': ['5', '50'],
};

const condition: fc.Arbitrary<PolicyStatement['Condition']> = fc.constantFrom(
  undefined,
  undefined,
  { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
  { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
  { Bool: { 'aws:SecureTransport': 'true' } },
  { BoolIfExists: { 'aws:SecureTransport': 'false' } },
  { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' }, Bool: { 'aws:SecureTransport': 'false' } },
  { Null: { 'aws:SourceVpce': 'true' } },
  { NumericLessThan: { 's3:max-keys': '10' } },
  { 'ForAllValues:StringEquals': { 'aws:PrincipalTag/team': ['a'] } },
);

const effect = fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const);

const principal = fc.constantFrom(
  '*',
  { AWS: ROLE },
  { AWS: SESSION },
  { AWS: [USER, ROOT] },
  { AWS: ACCOUNT },
  { Service: 's3.amazonaws.com' },
);

/** A statement of an identity-based policy. */
export const aStatement: fc.Arbitrary<PolicyStatement> = fc
  .record({ effect, actionPattern, resourcePattern, condition, inverted: fc.nat(9) })
  .map(({ effect: Effect, actionPattern: Action, resourcePattern: pattern, ...rest }) => ({
    Effect,
    Action,
    ...(rest.inverted === 0 ? { NotResource: pattern } : { Resource: pattern }),
    ...(rest.condition === undefined ? {} : { Condition: rest.condition }),
  }));

const toDocument = (Statement: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});

/** A document of an identity-based policy. */
export const aPolicy = fc.array(aStatement, { maxLength: 4 }).map(toDocument);

/** A document of a policy that names principals. */
export const aResourcePolicy = fc
  .array(
    fc.tuple(aStatement, principal).map(([statement, Principal]) => ({ ...statement, Principal })),
    { maxLength: 4 },
  )
  .map(toDocument);

const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 1 });

/** Policies of every type, most often with some types not in play. */
export const aPolicySet: fc.Arbitrary<PolicySet> = fc.record({
  identityPolicies: fc.array(aPolicy, { maxLength: 3 }),
  permissionsBoundary: sometimes(fc.array(aPolicy, { minLength: 1, maxLength: 1 })),
  sessionPolicies: sometimes(fc.array(aPolicy, { minLength: 1, maxLength: 2 })),
  serviceControlPolicies: sometimes(
    fc.array(fc.array(aPolicy, { maxLength: 2 }), { maxLength: 2 }),
  ),
  resourceControlPolicies: sometimes(
    fc.array(fc.array(aResourcePolicy, { maxLength: 2 }), { maxLength: 2 }),
  ),
  resourcePolicy: sometimes(aResourcePolicy),
  vpcEndpointPolicy: sometimes(aResourcePolicy),
});

/** Values for all of the pool's keys. */
export const fullContext: fc.Arbitrary<Readonly<Record<string, readonly string[]>>> = fc.record(
  Object.fromEntries(
    Object.entries(CONTEXT_POOL).map(([key, values]) => [
      key,
      fc.constantFrom(...values).map((value) => [value]),
    ]),
  ),
);

/** Values for some of the pool's keys; the others stay unknown. */
export const someContext = fc
  .tuple(fullContext, fc.subarray(Object.keys(CONTEXT_POOL)))
  .map(([context, keys]) =>
    Object.fromEntries(Object.entries(context).filter(([key]) => keys.includes(key))),
  );

/** A request of one of several principals, with part of its context known. */
export const aRequest: fc.Arbitrary<AccessRequest> = fc
  .record({
    principal: fc.constantFrom(ROLE, SESSION, USER, ROOT, 's3.amazonaws.com'),
    action,
    resource,
    resourceAccount: fc.constantFrom(undefined, ACCOUNT, '444455556666'),
    context: someContext,
  })
  .map(({ resourceAccount, ...request }) =>
    resourceAccount === undefined ? request : { ...request, resourceAccount },
  );
