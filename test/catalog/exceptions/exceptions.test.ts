import { describe, expect, it } from '@jest/globals';
import { createCatalog } from '../../../src/catalog/create-catalog.ts';
import { EXCEPTIONS, findException } from '../../../src/catalog/exceptions/exceptions.ts';

const rows = Object.entries(EXCEPTIONS).flatMap(([prefix, exceptions]) =>
  exceptions.map((exception) => ({ prefix, ...exception })),
);

describe('catalog/exceptions/exceptions', () => {
  it('names only actions that AWS lists, as AWS spells them', async () => {
    const catalog = createCatalog();
    const named = [...new Set(rows.flatMap(({ need }) => need.actions))];
    const unlisted = await catalog.whenLoaded(() =>
      named.filter((action) => catalog.findAction(action)?.action !== action),
    );

    expect(named.length).toBeGreaterThan(60);
    expect(unlisted).toEqual([]);
  });

  it('gives a source for every row, and each operation one row', () => {
    const names = rows.flatMap(({ prefix, operations }) =>
      operations.map((operation) => `${prefix}:${operation}`.toLowerCase()),
    );

    expect(rows.filter(({ source }) => source.length < 10)).toEqual([]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('finds a row without regard to case, and nothing else', () => {
    expect(findException('s3', 'headobject')?.need.actions).toEqual(['s3:GetObject']);
    expect(findException('s3', 'GetObject')).toBeUndefined();
    expect(findException('constructor', 'toString')).toBeUndefined();
  });
});
