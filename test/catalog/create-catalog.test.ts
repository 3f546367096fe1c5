import { describe, expect, it } from '@jest/globals';
import { createCatalog, patternsOf } from '../../src/catalog/create-catalog.ts';
import { loadService } from '../../src/catalog/load-service.ts';

const call = (eventSource: string, eventName: string) => ({
  eventSource,
  eventName,
  requestParameters: null,
  partition: 'aws',
  region: null,
  account: null,
});

describe('catalog/create-catalog', () => {
  it('loads each service once, when it is first asked for, and none that AWS has not', async () => {
    const loaded: string[] = [];
    const catalog = createCatalog((prefix) => {
      loaded.push(prefix);
      return loadService(prefix);
    });
    const ask = () => [
      catalog.lookUp(call('sqs.amazonaws.com', 'SendMessage')),
      catalog.lookUp(call('made-up.amazonaws.com', 'Anything')),
      catalog.findAction('../../x:y'),
    ];

    expect(loaded).toEqual([]);
    await catalog.whenLoaded(ask);
    await catalog.whenLoaded(ask);
    expect(loaded).toEqual(['sqs']);
  });

  it('answers readRecord with the actions, `*` for those that have no resource', async () => {
    const catalog = createCatalog();
    const ask = (eventSource: string, eventName: string) =>
      catalog.whenLoaded(() => catalog.lookUp(call(eventSource, eventName)));

    expect(await ask('sqs.amazonaws.com', 'SendMessage')).toEqual([
      { action: 'sqs:SendMessage', resources: [], basis: 'catalog', confidence: 'low' },
    ]);
    expect(await ask('sqs.amazonaws.com', 'ListQueues')).toEqual([
      { action: 'sqs:ListQueues', resources: ['*'], basis: 'catalog', confidence: 'medium' },
    ]);
    expect(await ask('sqs.amazonaws.com', 'NoSuchCall')).toBeUndefined();
  });

  it('marks alternatives as unknown, so that nobody grants them all', async () => {
    const catalog = createCatalog();
    const found = await catalog.whenLoaded(() =>
      catalog.lookUp(call('dynamodb.amazonaws.com', 'ExecuteStatement')),
    );

    expect(found?.map(({ basis, confidence }) => [basis, confidence])).toEqual(
      Array.from({ length: 4 }, () => ['unknown', 'low']),
    );
  });

  it('finds an action as AWS spells it, with its level, resources and dependent actions', async () => {
    const catalog = createCatalog();
    const found = await catalog.whenLoaded(() => {
      const action = catalog.findAction('ECS:runtask');
      return { action, patterns: patternsOf(action, catalog) };
    });

    expect(found).toEqual({
      action: {
        action: 'ecs:RunTask',
        accessLevels: ['Write'],
        resourceTypes: [{ name: 'task-definition', required: true }],
        dependentActions: ['iam:PassRole'],
      },
      patterns: [
        'arn:${Partition}:ecs:${Region}:${Account}:task-definition/${TaskDefinitionFamilyName}:${TaskDefinitionRevisionNumber}',
      ],
    });
  });
});
