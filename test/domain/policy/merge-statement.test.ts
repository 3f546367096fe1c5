import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluateRequest } from '../../../src/domain/policy/evaluate.ts';
import { mergeStatement } from '../../../src/domain/policy/merge-statement.ts';
import {
  type PolicyDocument,
  type PolicyStatement,
  statementsOf,
  toList,
} from '../../../src/domain/policy/policy-document.ts';
import { aDocumentToEdit, anAddition, REQUESTS } from '../../builders/merge-arbitraries.ts';

const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
const INDEX = `${TABLE}/index/*`;

const GET: PolicyStatement = {
  Sid: 'ReadOrders',
  Effect: 'Allow',
  Action: ['dynamodb:GetItem'],
  Resource: TABLE,
};
const SCAN: PolicyStatement = {
  Sid: 'AllowDynamodbScan',
  Effect: 'Allow',
  Action: ['dynamodb:Scan'],
  Resource: [TABLE],
};

const aDocument = (...Statement: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});

/** The document after a merge that must succeed. */
function merged(document: PolicyDocument, addition: PolicyStatement): PolicyDocument {
  const outcome = mergeStatement(document, addition);
  if (outcome.kind !== 'merged') throw new Error(`not merged but ${outcome.kind}`);
  return outcome.document;
}

/** What policies answer to every request of the pool. */
const decisions = (...identityPolicies: readonly PolicyDocument[]): readonly string[] =>
  REQUESTS.map((request) => {
    const { decision } = evaluateRequest(request, { identityPolicies });
    return `${request.action} ${request.resource} ${decision}`;
  });

describe('domain/policy/merge-statement', () => {
  describe('joins the statement that already speaks of the service on the same resources', () => {
    it.each<[string, PolicyStatement, PolicyStatement]>([
      ['as a list', GET, { ...GET, Action: ['dynamodb:GetItem', 'dynamodb:Scan'] }],
      [
        'with one action as a text',
        { ...GET, Action: 'dynamodb:GetItem' },
        { ...GET, Action: ['dynamodb:GetItem', 'dynamodb:Scan'] },
      ],
      [
        'with the service in other letters',
        { ...GET, Action: 'DynamoDB:GetItem' },
        { ...GET, Action: ['DynamoDB:GetItem', 'dynamodb:Scan'] },
      ],
      [
        'with a wildcard of the service',
        { ...GET, Action: ['dynamodb:Get*', 'sqs:SendMessage'] },
        { ...GET, Action: ['dynamodb:Get*', 'sqs:SendMessage', 'dynamodb:Scan'] },
      ],
    ])('%s', (_form, host, after) => {
      expect(merged(aDocument(host), SCAN).Statement).toEqual([after]);
    });

    it('with the same resources in another order', () => {
      const host = { ...GET, Resource: [INDEX, TABLE] };

      expect(merged(aDocument(host), { ...SCAN, Resource: [TABLE, INDEX] }).Statement).toEqual([
        { ...host, Action: ['dynamodb:GetItem', 'dynamodb:Scan'] },
      ]);
    });

    it('adding only the actions that are missing', () => {
      const addition = { ...SCAN, Action: ['dynamodb:getitem', 'dynamodb:Scan', 'dynamodb:SCAN'] };

      expect(statementsOf(merged(aDocument(GET), addition))[0]?.Action).toEqual([
        'dynamodb:GetItem',
        'dynamodb:Scan',
      ]);
    });
  });

  describe('appends a statement where joining would grant more or other than was lacked', () => {
    it.each<[string, PolicyStatement]>([
      ['a Deny', { ...GET, Effect: 'Deny' }],
      ['a Condition', { ...GET, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
      ['NotAction', { Effect: 'Allow', NotAction: ['dynamodb:Delete*'], Resource: TABLE }],
      ['NotResource', { Effect: 'Allow', Action: ['dynamodb:Get*'], NotResource: TABLE }],
      ['a Principal', { ...GET, Principal: '*' }],
      ['one resource more', { ...GET, Resource: [TABLE, INDEX] }],
      ['another resource', { ...GET, Resource: INDEX }],
      ['a wider resource', { ...GET, Resource: `${TABLE}*` }],
      ['another service only', { ...GET, Action: ['sqs:SendMessage'] }],
    ])('%s', (_what, host) => {
      const { Statement } = merged(aDocument(host), SCAN);

      expect(Statement).toEqual([
        host,
        { Sid: 'AllowDynamodbScan', Effect: 'Allow', Action: 'dynamodb:Scan', Resource: TABLE },
      ]);
    });

    it('a resource named twice, which is not two resources', () => {
      const host = { ...GET, Resource: [TABLE, INDEX] };
      const after = merged(aDocument(host), { ...SCAN, Resource: [TABLE, TABLE] });

      expect(statementsOf(after)[0]).toEqual(host);
    });

    it('an addition of two services where the statement speaks of one', () => {
      const addition = { ...SCAN, Action: ['dynamodb:Scan', 'kms:Decrypt'] };

      expect(statementsOf(merged(aDocument(GET), addition))[0]).toEqual(GET);
    });
  });

  describe('answers that it is already present', () => {
    it.each<[string, PolicyStatement]>([
      ['the same statement', SCAN],
      ['the action in other letters', { ...SCAN, Action: 'DYNAMODB:scan' }],
      ['a wildcard action', { ...SCAN, Action: 'dynamodb:S*' }],
      ['a wider resource', { ...SCAN, Resource: 'arn:aws:dynamodb:*:111122223333:table/*' }],
      ['everything', { Effect: 'Allow', Action: '*', Resource: '*' }],
    ])('for %s', (_what, held) => {
      expect(mergeStatement(aDocument(GET, held), SCAN)).toEqual({ kind: 'already-present' });
    });

    it('for actions that several statements hold together', () => {
      const addition = { ...SCAN, Action: ['dynamodb:GetItem', 'dynamodb:Scan'] };

      expect(mergeStatement(aDocument(GET, SCAN), addition).kind).toBe('already-present');
    });

    it.each<[string, PolicyStatement]>([
      ['under a Condition', { ...SCAN, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
      ['on a narrower resource', { ...SCAN, Resource: `${TABLE}/index/by-day` }],
      ['as part of a longer name', { ...SCAN, Action: 'dynamodb:ScanAll' }],
      ['denied', { ...SCAN, Effect: 'Deny' }],
    ])('but not for the action %s', (_what, held) => {
      expect(mergeStatement(aDocument(held), SCAN).kind).toBe('merged');
    });
  });

  it('keeps one statement that is no list, and the owner’s key order', () => {
    const document: PolicyDocument = {
      Statement: { Resource: TABLE, Action: 'dynamodb:GetItem', Effect: 'Allow' },
      Id: 'orders',
      Version: '2012-10-17',
    };

    expect(JSON.stringify(merged(document, SCAN))).toBe(
      `{"Statement":{"Resource":"${TABLE}","Action":["dynamodb:GetItem","dynamodb:Scan"],"Effect":"Allow"},"Id":"orders","Version":"2012-10-17"}`,
    );
  });

  it('makes a list of one statement where a second is appended', () => {
    const document: PolicyDocument = {
      Version: '2012-10-17',
      Statement: { ...GET, Effect: 'Deny' },
    };

    expect(merged(document, SCAN).Statement).toHaveLength(2);
  });

  it('fills a document without statements', () => {
    expect(merged(aDocument(), SCAN).Statement).toEqual([
      { Sid: 'AllowDynamodbScan', Effect: 'Allow', Action: 'dynamodb:Scan', Resource: TABLE },
    ]);
  });

  it('gives an appended statement a Sid that no other has', () => {
    const others = ['AllowDynamodbScan', 'AllowDynamodbScan2'].map((Sid) => ({
      ...GET,
      Sid,
      Resource: INDEX,
    }));
    const { Sid: _sid, ...unnamed } = SCAN;

    expect(statementsOf(merged(aDocument(...others), SCAN)).at(-1)?.Sid).toBe('AllowDynamodbScan3');
    expect(statementsOf(merged(aDocument(...others), unnamed)).at(-1)?.Sid).toBe('Rolemender');
  });

  it('adds a grant under a condition as a statement of its own, once', () => {
    const of = (namespace: string): PolicyStatement => ({
      Sid: 'Metrics',
      Effect: 'Allow',
      Action: ['cloudwatch:PutMetricData'],
      Resource: ['*'],
      Condition: { StringEquals: { 'cloudwatch:namespace': namespace } },
    });
    const plain = { ...of('a'), Condition: undefined, Action: 'cloudwatch:GetMetricData' };
    const { Condition: _none, ...host } = plain;
    const first = merged(aDocument(host), of('a'));
    const both = merged(first, of('b'));

    expect(statementsOf(both)).toEqual([
      host,
      { ...of('a'), Sid: 'Metrics2', Action: 'cloudwatch:PutMetricData', Resource: '*' },
      { ...of('b'), Sid: 'Metrics3', Action: 'cloudwatch:PutMetricData', Resource: '*' },
    ]);
    expect(mergeStatement(both, of('a')).kind).toBe('already-present');
    const everything = { ...host, Action: 'cloudwatch:*' };
    expect(mergeStatement(aDocument(everything), of('a')).kind).toBe('already-present');
  });

  describe('refuses to add', () => {
    it.each<[string, PolicyStatement, string]>([
      ['a Deny', { ...SCAN, Effect: 'Deny' }, 'only an Allow of actions on resources can be added'],
      [
        'an Allow under an empty condition',
        { ...SCAN, Condition: {} },
        'only an Allow of actions on resources can be added',
      ],
      [
        'an Allow under another condition than one literal value',
        { ...SCAN, Condition: { StringLike: { 'aws:PrincipalTag/a': 'b' } } },
        'only an Allow of actions on resources can be added',
      ],
      [
        'an Allow under a condition with a variable',
        { ...SCAN, Condition: { StringEquals: { 'aws:PrincipalTag/a': '${aws:username}' } } },
        'only an Allow of actions on resources can be added',
      ],
      [
        'a statement without an action',
        { Effect: 'Allow', Resource: TABLE },
        'what is added must name actions and resources',
      ],
      [
        'a statement with an empty list of resources',
        { ...SCAN, Resource: [] },
        'what is added must name actions and resources',
      ],
      [
        'a statement without a resource',
        { Effect: 'Allow', Action: 'dynamodb:Scan' },
        'what is added must name actions and resources',
      ],
    ])('%s', (_what, addition, reason) => {
      const everything = aDocument({ Effect: 'Allow', Action: '*', Resource: '*' });

      expect(mergeStatement(everything, addition)).toEqual({ kind: 'unsupported', reason });
    });

    it.each([undefined, '2008-10-17'])(
      'an escaped character to a document of Version %s, where it would be four characters',
      (Version) => {
        const document = { ...(Version && { Version }), Statement: [GET] };
        const addition = { ...SCAN, Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/${*}' };

        expect(mergeStatement(document, addition)).toEqual({
          kind: 'unsupported',
          reason: 'the document is not of Version 2012-10-17',
        });
      },
    );
  });

  describe('with any document and addition', () => {
    const holds = (law: (before: PolicyDocument, addition: PolicyStatement) => void): void => {
      fc.assert(fc.property(aDocumentToEdit, anAddition, law), { numRuns: 150 });
    };

    it('allows exactly what the document and the addition allow together', () => {
      holds((before, addition) => {
        const outcome = mergeStatement(before, addition);
        fc.pre(outcome.kind !== 'unsupported');
        const after = outcome.kind === 'merged' ? outcome.document : before;
        const own = { Version: '2012-10-17', Statement: addition };
        expect(decisions(after)).toEqual(decisions(before, own));
      });
    });

    it('changes nothing the second time', () => {
      holds((before, addition) => {
        const outcome = mergeStatement(before, addition);
        fc.pre(outcome.kind === 'merged');
        expect(mergeStatement(outcome.document, addition)).toEqual({ kind: 'already-present' });
      });
    });

    it('touches at most one statement, a plain Allow, and of that the actions only', () => {
      holds((before, addition) => {
        const outcome = mergeStatement(before, addition);
        fc.pre(outcome.kind === 'merged');
        const old = statementsOf(before);
        const changed = statementsOf(outcome.document).filter((after, i) => after !== old[i]);
        expect(changed).toHaveLength(1);
        const host = old[statementsOf(outcome.document).indexOf(changed[0]!)];
        if (host === undefined) return;
        expect(host.Effect).toBe('Allow');
        expect(host.Condition).toBeUndefined();
        expect({ ...changed[0], Action: host.Action }).toEqual(host);
        expect(Object.keys(changed[0]!)).toEqual(Object.keys(host));
        expect(toList(changed[0]!.Action).slice(0, toList(host.Action).length)).toEqual(
          toList(host.Action),
        );
      });
    });

    it('keeps the keys of the document, and their order', () => {
      holds((before, addition) => {
        const outcome = mergeStatement(before, addition);
        fc.pre(outcome.kind === 'merged');
        const { document } = outcome;
        expect(Object.keys(document)).toEqual(Object.keys(before));
        expect({ ...document, Statement: null }).toEqual({ ...before, Statement: null });
      });
    });

    it('never adds a Sid that is taken', () => {
      holds((before, addition) => {
        const outcome = mergeStatement(before, addition);
        fc.pre(outcome.kind === 'merged');
        const after = statementsOf(outcome.document);
        fc.pre(after.length > statementsOf(before).length);
        const taken = statementsOf(before).map(({ Sid }) => Sid);
        expect(taken).not.toContain(after.at(-1)?.Sid);
        expect(after.at(-1)?.Sid).toMatch(/^[A-Za-z0-9]+$/);
      });
    });

    it('allows the same whichever of two additions comes first', () => {
      const both = (document: PolicyDocument, additions: readonly PolicyStatement[]) =>
        additions.reduce((before, addition) => {
          const outcome = mergeStatement(before, addition);
          return outcome.kind === 'merged' ? outcome.document : before;
        }, document);
      fc.assert(
        fc.property(aDocumentToEdit, anAddition, anAddition, (before, one, other) => {
          const [straight, turned] = [both(before, [one, other]), both(before, [other, one])];
          expect(decisions(turned)).toEqual(decisions(straight));
        }),
        { numRuns: 75 },
      );
    });
  });
});
