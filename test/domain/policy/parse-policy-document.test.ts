import { describe, expect, it } from '@jest/globals';
import {
  parsePolicyDocument,
  parsePolicyText,
} from '../../../src/domain/policy/parse-policy-document.ts';

const STATEMENT = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const DOCUMENT = { Version: '2012-10-17', Statement: [STATEMENT] };
const TRUST = {
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
};
const withMembers = (members: object) => ({
  ...DOCUMENT,
  Statement: [{ ...STATEMENT, ...members }],
});

describe('domain/policy/parse-policy-document', () => {
  it.each([
    ['a list of statements', DOCUMENT],
    ['one statement', { Version: '2012-10-17', Statement: STATEMENT }],
    ['no Version', { Statement: [STATEMENT] }],
    ['an Id', { ...DOCUMENT, Id: 'x' }],
    ['no statements', { ...DOCUMENT, Statement: [] }],
    [
      'NotAction and NotResource',
      { Statement: { Effect: 'Deny', NotAction: ['a:b'], NotResource: ['*'] } },
    ],
  ])('reads a document with %s as it is', (_name, value) => {
    expect(parsePolicyDocument(value)).toEqual({ kind: 'document', document: value });
  });

  it('turns numbers and booleans of conditions into text, in place', () => {
    const value = withMembers({
      Condition: {
        Bool: { 'aws:SecureTransport': true },
        NumericEquals: { 's3:max-keys': [1, '2', 3.5] },
      },
    });

    const parsed = parsePolicyDocument(value);

    expect(parsed).toMatchObject({
      document: {
        Statement: [
          {
            Condition: {
              Bool: { 'aws:SecureTransport': 'true' },
              NumericEquals: { 's3:max-keys': ['1', '2', '3.5'] },
            },
          },
        ],
      },
    });
  });

  it('keeps the order of the elements', () => {
    const parsed = parsePolicyDocument({
      Statement: [{ Resource: '*', Condition: {}, Action: 'a:b', Effect: 'Deny' }],
      Version: '2012-10-17',
    });

    expect(JSON.stringify(parsed)).toContain(
      '{"Statement":[{"Resource":"*","Condition":{},"Action":"a:b","Effect":"Deny"}],"Version":',
    );
  });

  it.each([
    ['null', null, ''],
    ['a list', [DOCUMENT], ''],
    ['text', 'text', ''],
    ['no Statement', { Version: '2012-10-17' }, 'Statement'],
    ['an unknown element', { ...DOCUMENT, Statements: [] }, 'Statements'],
    ['an unknown Version', { ...DOCUMENT, Version: '2020-01-01' }, 'Version'],
    ['an Id that is a number', { ...DOCUMENT, Id: 7 }, 'Id'],
    ['a statement that is text', { Statement: ['Allow'] }, 'Statement[0]'],
    ['a lower-case Effect', withMembers({ Effect: 'allow' }), 'Statement[0].Effect'],
    ['no Effect', { Statement: { Action: 'a:b', Resource: '*' } }, 'Statement.Effect'],
    ['a misspelt Condition', withMembers({ Conditions: {} }), 'Statement[0].Conditions'],
    ['Action beside NotAction', withMembers({ NotAction: 'a:b' }), 'Statement[0]'],
    ['no Action', { Statement: { Effect: 'Allow', Resource: '*' } }, 'Statement'],
    ['an empty list of actions', withMembers({ Action: [] }), 'Statement[0].Action'],
    ['an action that is a number', withMembers({ Action: ['a:b', 7] }), 'Statement[0].Action[1]'],
    ['Resource beside NotResource', withMembers({ NotResource: '*' }), 'Statement[0]'],
    ['no Resource', { Statement: { Effect: 'Allow', Action: '*' } }, 'Statement'],
    ['a Principal', withMembers({ Principal: '*' }), 'Statement[0].Principal'],
    ['a Sid that is a number', withMembers({ Sid: 1 }), 'Statement[0].Sid'],
    ['a Condition that is a list', withMembers({ Condition: [] }), 'Statement[0].Condition'],
    [
      'an unknown operator',
      withMembers({ Condition: { StringIs: {} } }),
      'Statement[0].Condition.StringIs',
    ],
    [
      'an operator with a prefix of ours',
      withMembers({ Condition: { 'ForSome:Bool': {} } }),
      'Statement[0].Condition.ForSome:Bool',
    ],
    [
      'NullIfExists',
      withMembers({ Condition: { NullIfExists: { k: 'true' } } }),
      'Statement[0].Condition.NullIfExists',
    ],
    [
      'keys that are text',
      withMembers({ Condition: { Bool: 'k' } }),
      'Statement[0].Condition.Bool',
    ],
    [
      'an operand that is an object',
      withMembers({ Condition: { Bool: { k: {} } } }),
      'Statement[0].Condition.Bool.k',
    ],
    [
      'an operand that is null',
      withMembers({ Condition: { Bool: { k: [null] } } }),
      'Statement[0].Condition.Bool.k[0]',
    ],
    [
      'a text that never ends',
      withMembers({ Resource: '*'.repeat(9000) }),
      'Statement[0].Resource',
    ],
  ])('refuses %s and says where', (_name, value, path) => {
    expect(parsePolicyDocument(value)).toMatchObject({
      kind: 'invalid',
      path,
      reason: expect.stringMatching(/./),
    });
  });

  it('reads a trust policy, which has principals and no Resource', () => {
    expect(parsePolicyDocument({ Statement: TRUST }, 'required').kind).toBe('document');
    expect(parsePolicyDocument({ Statement: { ...TRUST, Principal: '*' } }, 'required').kind).toBe(
      'document',
    );
  });

  it.each([
    ['none', undefined],
    ['an account as text', '111122223333'],
    ['an empty object', {}],
    ['an unknown type', { Aws: '*' }],
    ['an empty list', { AWS: [] }],
    ['a number', { AWS: 111122223333 }],
  ])('refuses a resource-based policy with %s for Principal', (_name, Principal) => {
    const { Principal: _unused, ...rest } = TRUST;
    const statement = Principal === undefined ? rest : { ...rest, Principal };

    expect(parsePolicyDocument({ Statement: statement }, 'required').kind).toBe('invalid');
  });

  it('refuses Principal beside NotPrincipal', () => {
    const statement = { ...TRUST, NotPrincipal: '*' };

    expect(parsePolicyDocument({ Statement: statement }, 'required').kind).toBe('invalid');
  });

  it('lets principals be left out where everyone is meant', () => {
    expect(parsePolicyDocument(DOCUMENT, 'optional').kind).toBe('document');
  });

  it.each([
    ['JSON', JSON.stringify(DOCUMENT)],
    ['JSON after a byte order mark', `\uFEFF ${JSON.stringify(DOCUMENT)}\n`],
    ['percent-encoded JSON', encodeURIComponent(JSON.stringify(DOCUMENT))],
  ])('reads text that is %s', (_name, text) => {
    expect(parsePolicyText(text)).toEqual({ kind: 'document', document: DOCUMENT });
  });

  it.each(['', '{', '%7B', '%', '%E0%A4%A', 'null', '[]', '"{}"'])(
    'refuses the text %j',
    (text) => {
      expect(parsePolicyText(text).kind).toBe('invalid');
    },
  );

  it('keeps an operator or key named like a prototype an ordinary one', () => {
    const text =
      '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"__proto__":"true"}}}}';

    expect(JSON.stringify(parsePolicyText(text))).toContain('{"__proto__":"true"}');
  });
});
