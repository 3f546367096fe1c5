import { describe, expect, it } from '@jest/globals';
import { deriveOperations, prefixOfClient } from '../../../scripts/catalog/derive-operations.ts';
import type { Facts } from '../../../scripts/catalog/inputs.ts';
import type { IamService } from '../../../scripts/catalog/read-iam-data.ts';
import type { SdkOperation } from '../../../scripts/catalog/read-sdk-client.ts';

const service = (prefix: string, ...names: readonly string[]): readonly [string, IamService] => [
  prefix,
  {
    prefix,
    actions: new Map(
      names.map((name) => [
        name.toLowerCase(),
        { name, accessLevel: 'Read', resourceTypes: [], dependentActions: [] },
      ]),
    ),
    resources: new Map(),
  },
];

const SERVICES = new Map([
  service('glue', 'GetTable', 'GetTables', 'TagResource'),
  service('apigateway', 'GET', 'PATCH', 'CreatePortal'),
  service('cloudwatch', 'PutMetricData'),
]);

const operation = (more: Partial<SdkOperation> = {}): SdkOperation => ({ members: '', ...more });

const facts = (
  operations: Readonly<Record<string, SdkOperation>>,
  {
    signingName = 'glue',
    docPages = {},
  }: { signingName?: string; docPages?: Facts['docPages'] } = {},
): Facts => ({ pins: '', clients: { client: { signingName, operations } }, docPages });

describe('scripts/catalog/derive-operations', () => {
  it.each<readonly [string, readonly string[], unknown]>([
    [
      'the only action of the service that the documentation names',
      ['glue:GetTable', 'kms:Decrypt'],
      { mode: 'all', actions: ['glue:GetTable'] },
    ],
    ['nothing from several', ['glue:GetTable', 'glue:GetTables'], undefined],
    ['nothing from an action that nobody lists', ['glue:GetNothing'], undefined],
    ['nothing where it names itself', ['glue:GetView', 'glue:GetTable'], undefined],
  ])('derives %s', (_what, mentions, expected) => {
    const derived = deriveOperations(SERVICES, facts({ GetView: operation({ mentions }) }));

    expect(derived.get('glue')?.derived.get('GetView')).toEqual(expected);
  });

  it('leaves an operation alone whose name is an action’s, whatever is mentioned', () => {
    const derived = deriveOperations(
      SERVICES,
      facts({ getTable: operation({ mentions: ['glue:TagResource'] }) }),
    );

    expect(derived.get('glue')?.derived.size).toBe(0);
  });

  it('takes the page of an action for an operation that the client has', () => {
    const docPages = { glue: { GetView: ['GetTable'], Operations: ['TagResource'] } };
    const derived = deriveOperations(SERVICES, facts({ GetView: operation() }, { docPages }));

    expect([...(derived.get('glue')?.derived ?? [])]).toEqual([
      ['GetView', { mode: 'all', actions: ['glue:GetTable'] }],
    ]);
  });

  it('authorises API Gateway by verb, but for actions of the operation’s name', () => {
    const operations = {
      GetApi: operation({ http: 'GET /v2/apis/{ApiId}' }),
      CreatePortal: operation({ http: 'POST /v2/portals' }),
    };
    const derived = deriveOperations(SERVICES, facts(operations, { signingName: 'apigateway' }));

    expect([...(derived.get('apigateway')?.http ?? [])]).toEqual([
      ['GetApi', ['GET /v2/apis/{ApiId}']],
    ]);
  });

  it('lets AWS’s own reference win', () => {
    const reference = new Map([['glue:GetView', ['glue:TagResource', 'glue:GetTable']]]);
    const mentions = ['glue:GetTable'];
    const derived = deriveOperations(
      SERVICES,
      facts({ GetView: operation({ mentions }) }),
      reference,
    );

    expect(derived.get('glue')?.derived.get('GetView')).toEqual({
      mode: 'all',
      actions: ['glue:TagResource', 'glue:GetTable'],
    });
  });

  it.each([
    ['glue', 'anything', 'glue'],
    ['monitoring', 'anything', 'cloudwatch'],
    [null, 'cloudwatch', 'cloudwatch'],
    ['made-up', 'data-catalogue', 'glue'],
  ])(
    'finds the prefix of a client that signs as %s and is called %s',
    (signingName, name, expected) => {
      const client = { signingName, operations: { GetTable: operation(), Other: operation() } };

      expect(prefixOfClient(SERVICES, name, client)).toBe(expected);
    },
  );
});
