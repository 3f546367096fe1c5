import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { differences, readServiceReference } from '../../../scripts/catalog/service-reference.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rolemender-reference-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('scripts/catalog/service-reference', () => {
  it('reads the operations whose name does not tell their actions', () => {
    const operations = [
      { Name: 'GetObject', AuthorizedActions: [{ Name: 'GetObject', Service: 's3' }] },
      { Name: 'HeadObject', AuthorizedActions: [{ Name: 'GetObject', Service: 's3' }] },
      { Name: 'CopyObject', AuthorizedActions: [{ Name: 'PutObject' }, { Name: 'GetObject' }] },
      { Name: 'Undocumented' },
    ];
    writeFileSync(
      join(directory, 's3.json'),
      JSON.stringify({ Name: 's3', Operations: operations }),
    );

    expect([...readServiceReference(directory)]).toEqual([
      ['s3:HeadObject', ['s3:GetObject']],
      ['s3:CopyObject', ['s3:GetObject', 's3:PutObject']],
    ]);
  });

  it('prints what changes, line by line', () => {
    const ours = new Map([
      ['a.json', '{"x":{\n"A":1,\n"B":2}}\n'],
      ['b.json', '{}'],
    ]);
    const merged = new Map([
      ['a.json', '{"x":{\n"A":1,\n"B":3,\n"C":4}}\n'],
      ['b.json', '{}'],
    ]);

    expect(differences(ours, merged)).toEqual(['a.json', '- "B":2', '+ "B":3', '+ "C":4']);
  });
});
