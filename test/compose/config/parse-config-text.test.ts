import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parseConfigText } from '../../../src/compose/config/parse-config-text.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

describe('compose/config/parse-config-text', () => {
  it.each(['rolemender.yml', 'rolemender.example.yml'])('reads %s', async (file) => {
    expect(parseConfigText(await readFile(`${ROOT}/${file}`, 'utf8')).kind).toBe('valid');
  });

  it('names the line of each fault, in the order of the file', () => {
    const text = [
      'version: 1',
      'accounts:',
      '  - id: 111122223333',
      '    name: hub',
      'timing:',
      '  offerHours: 1000',
      'aproverz: []',
    ].join('\n');
    const parsed = parseConfigText(text);

    expect(
      parsed.kind === 'invalid' && parsed.faults.map(({ line, path }) => [line, path]),
    ).toEqual([
      [3, 'accounts[0].id'],
      [6, 'timing.offerHours'],
      [7, 'aproverz'],
    ]);
  });

  it.each([
    ['version: 1\naccounts: [', 2],
    ['version: 1\nversion: 1', 2],
    ['version: 1\naccounts: *nobody', 1],
    ['version: !!js/function "x"\n', 1],
    ['version: 1\n--- \nversion: 2', 2],
  ])('says where %j is no YAML that it reads', (text, line) => {
    const parsed = parseConfigText(text);

    expect(parsed.kind === 'invalid' && parsed.faults[0]?.line).toBe(line);
  });

  it('stops at a file that grows when it is read, and at one that is too large', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]',
      'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]',
      'd: [*c, *c, *c, *c, *c, *c, *c, *c, *c]',
    ].join('\n');

    expect(parseConfigText(bomb).kind).toBe('invalid');
    expect(parseConfigText(`version: 1 #${'x'.repeat(600_000)}`).kind).toBe('invalid');
  });

  it('keeps __proto__ out', () => {
    const parsed = parseConfigText('version: 1\n__proto__: { apply: direct }\n');

    expect(parsed).toMatchObject({ kind: 'invalid', faults: [{ line: 2 }] });
    expect(({} as Record<string, unknown>)['apply']).toBeUndefined();
  });
});
