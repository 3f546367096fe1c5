import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import { createLookUpActions } from '../../src/usecases/look-up-actions.ts';

const lookUp = createLookUpActions({ catalog: createCatalog() });

describe('usecases/look-up-actions', () => {
  it('tells an action’s resources, level and companions', async () => {
    expect(await lookUp({ eventSource: 'ecs.amazonaws.com', eventName: 'RunTask' })).toEqual({
      kind: 'looked-up',
      required: [
        {
          action: 'ecs:RunTask',
          resources: [],
          accessLevels: ['Write'],
          patterns: [
            'arn:${Partition}:ecs:${Region}:${Account}:task-definition/${TaskDefinitionFamilyName}:${TaskDefinitionRevisionNumber}',
          ],
          dependentActions: ['iam:PassRole'],
        },
      ],
      mode: 'all',
      basis: 'catalog',
      source: null,
      withoutIam: false,
    });
  });

  it('loads every service that the actions belong to', async () => {
    const eventName = 'GetTableAutoScalingSettings';

    expect(await lookUp({ eventSource: 'cassandra.amazonaws.com', eventName })).toMatchObject({
      required: [{ accessLevels: ['Read'] }, { accessLevels: ['Read'] }],
      basis: 'exception',
      source: expect.stringContaining('Keyspaces'),
    });
  });

  it('answers whatever is asked, and never throws', async () => {
    const hosts = fc.oneof(
      fc.string(),
      fc.constantFrom('s3', 'dynamodb', 'autoscaling', '__proto__'),
    );
    const names = fc.oneof(fc.string(), fc.constantFrom('CopyObject', 'TransactWriteItems'));
    const parameters = fc.oneof(fc.constant(null), fc.object());
    await fc.assert(
      fc.asyncProperty(hosts, names, parameters, async (host, eventName, requestParameters) => {
        const eventSource = `${host}.amazonaws.com`;
        const outcome = await lookUp({ eventSource, eventName, requestParameters });
        expect(outcome.kind).toBe(eventName === '' ? 'invalid' : 'looked-up');
      }),
      { numRuns: 300 },
    );
  });
});
