import { describe, expect, it } from '@jest/globals';
import { findAction, toCatalogService } from '../../src/catalog/catalog-service.ts';

const service = toCatalogService('glue', {
  actions: { GetTable: ['R', ['table*', 'catalog']], TagResource: ['TW', [], ['glue:GetTags']] },
  resources: { table: 'arn:a', catalog: ['arn:b', 'arn:c'] },
  operations: { GetTableV2: { all: ['glue:GetTable'] }, Ask: { any: ['glue:A', 'glue:B'] } },
  http: { Tag: ['PUT /tags', 'POST /v2/tags'] },
  withoutIam: { Hello: 1 },
});

describe('catalog/catalog-service', () => {
  it('reads the generated shape', () => {
    expect(service.actions.get('gettable')).toEqual({
      action: 'glue:GetTable',
      accessLevels: ['Read'],
      resourceTypes: [
        { name: 'table', required: true },
        { name: 'catalog', required: false },
      ],
      dependentActions: [],
    });
    expect(service.actions.get('tagresource')).toMatchObject({
      accessLevels: ['Tagging', 'Write'],
      dependentActions: ['glue:GetTags'],
    });
    expect(service.resources.get('table')).toEqual(['arn:a']);
    expect(service.resources.get('catalog')).toEqual(['arn:b', 'arn:c']);
    expect(service.operations.get('ask')).toEqual({ mode: 'any', actions: ['glue:A', 'glue:B'] });
    expect(service.http.get('tag')).toEqual(['PUT /tags', 'POST /v2/tags']);
    expect(service.withoutIam.has('hello')).toBe(true);
  });

  it.each(['GetTable', 'gettable', 'glue:GETTABLE'])('finds an action as %s', (action) => {
    expect(findAction(service, action)?.action).toBe('glue:GetTable');
  });
});
