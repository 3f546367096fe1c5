import { describe, expect, it } from '@jest/globals';
import { parseSimulation } from '../../../src/domain/policy/parse-simulation.ts';

const DOCUMENT = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
const NAMED = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};
const REQUEST = {
  principal: 'arn:aws:iam::111122223333:role/AppRole',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::orders/a',
};

function policiesOf(members: object) {
  const parsed = parseSimulation({ ...REQUEST, ...members });
  if (parsed.kind === 'invalid') throw new Error(parsed.path);
  return parsed.policies;
}

describe('domain/policy/parse-simulation', () => {
  it('takes what is not given for not in play', () => {
    expect(parseSimulation(REQUEST)).toEqual({
      kind: 'parsed',
      request: { ...REQUEST, context: {} },
      policies: {
        identityPolicies: [],
        permissionsBoundary: null,
        sessionPolicies: null,
        serviceControlPolicies: null,
        resourceControlPolicies: null,
        resourcePolicy: null,
        vpcEndpointPolicy: null,
      },
    });
  });

  it('reads context values as lists of texts; null is a key known to be absent', () => {
    const context = { a: 'x', b: ['y', 'z'], c: true, d: 7, e: [], f: null };

    expect(parseSimulation({ ...REQUEST, context })).toMatchObject({
      request: { context: { a: ['x'], b: ['y', 'z'], c: ['true'], d: ['7'], e: [], f: [] } },
    });
  });

  it('passes the account and the completeness of the context on', () => {
    const members = { resourceAccount: '444455556666', contextIsComplete: true };

    expect(parseSimulation({ ...REQUEST, ...members })).toMatchObject({ request: members });
  });

  it.each([
    ['one document', DOCUMENT],
    ['a list of one', [DOCUMENT]],
    ['JSON text', JSON.stringify(DOCUMENT)],
    ['a list of JSON text', [JSON.stringify(DOCUMENT)]],
    ['percent-encoded JSON text', encodeURIComponent(JSON.stringify(DOCUMENT))],
  ])('reads identity policies given as %s', (_name, identityPolicies) => {
    expect(policiesOf({ identityPolicies }).identityPolicies).toEqual([DOCUMENT]);
  });

  it.each([
    ['a document', DOCUMENT, [[DOCUMENT]]],
    ['a list', [DOCUMENT, DOCUMENT], [[DOCUMENT, DOCUMENT]]],
    ['levels', [[DOCUMENT], [DOCUMENT]], [[DOCUMENT], [DOCUMENT]]],
    ['an empty level', [[DOCUMENT], []], [[DOCUMENT], []]],
    ['no levels', [], []],
  ])('reads SCPs given as %s', (_name, serviceControlPolicies, expected) => {
    expect(policiesOf({ serviceControlPolicies }).serviceControlPolicies).toEqual(expected);
  });

  it('reads a resource-based policy alone or as a list of one', () => {
    expect(policiesOf({ resourcePolicy: NAMED }).resourcePolicy).toEqual(NAMED);
    expect(policiesOf({ resourcePolicy: [NAMED] }).resourcePolicy).toEqual(NAMED);
  });

  it('lets members pass that mean nothing here', () => {
    expect(parseSimulation({ ...REQUEST, id: 7, note: 'mine' }).kind).toBe('parsed');
  });

  it.each([
    ['a list', [REQUEST], ''],
    ['no principal', { ...REQUEST, principal: undefined }, 'principal'],
    ['a principal that is a bucket', { ...REQUEST, principal: 'arn:aws:s3:::orders' }, 'principal'],
    ['no action', { ...REQUEST, action: undefined }, 'action'],
    ['an action without a service', { ...REQUEST, action: 'GetObject' }, 'action'],
    ['an action pattern', { ...REQUEST, action: 's3:*' }, 'action'],
    ['no resource', { ...REQUEST, resource: undefined }, 'resource'],
    ['an empty resource', { ...REQUEST, resource: '' }, 'resource'],
    [
      'an account that is a number',
      { ...REQUEST, resourceAccount: 444455556666 },
      'resourceAccount',
    ],
    ['a context that is a list', { ...REQUEST, context: [] }, 'context'],
    ['a context value that is an object', { ...REQUEST, context: { k: {} } }, 'context.k'],
    [
      'a context value with null in it',
      { ...REQUEST, context: { k: ['a', null] } },
      'context.k[1]',
    ],
    ['completeness as text', { ...REQUEST, contextIsComplete: 'yes' }, 'contextIsComplete'],
    ['a misspelt policy', { ...REQUEST, permissionBoundary: null }, 'permissionBoundary'],
    ['another case of a policy', { ...REQUEST, identitypolicies: [] }, 'identitypolicies'],
    ['a policy that is a number', { ...REQUEST, identityPolicies: 7 }, 'identityPolicies'],
    [
      'a policy that is broken text',
      { ...REQUEST, identityPolicies: ['{'] },
      'identityPolicies[0]',
    ],
    [
      'a broken statement in a list',
      { ...REQUEST, identityPolicies: [DOCUMENT, { Statement: [{}] }] },
      'identityPolicies[1].Statement[0].Effect',
    ],
    [
      'a broken statement of a level',
      { ...REQUEST, serviceControlPolicies: [[DOCUMENT], [DOCUMENT, { Statement: 1 }]] },
      'serviceControlPolicies[1][1].Statement',
    ],
    [
      'levels and documents mixed',
      { ...REQUEST, serviceControlPolicies: [[DOCUMENT], DOCUMENT] },
      'serviceControlPolicies[0]',
    ],
    [
      'a principal in an identity policy',
      { ...REQUEST, identityPolicies: NAMED },
      'identityPolicies.Statement[0].Principal',
    ],
    [
      'no principal in a bucket policy',
      { ...REQUEST, resourcePolicy: DOCUMENT },
      'resourcePolicy.Statement[0]',
    ],
    [
      'two resource-based policies',
      { ...REQUEST, resourcePolicy: [NAMED, NAMED] },
      'resourcePolicy',
    ],
    ['no resource-based policy in a list', { ...REQUEST, resourcePolicy: [] }, 'resourcePolicy'],
  ])('refuses %s and says where', (_name, value, path) => {
    expect(parseSimulation(value)).toMatchObject({
      kind: 'invalid',
      path,
      reason: expect.stringMatching(/./),
    });
  });
});
