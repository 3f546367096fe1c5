import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { generateCatalog } from '../../scripts/generate-catalog.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('scripts/generate-catalog', () => {
  it('writes what is committed, the same on every run', () => {
    const files = generateCatalog(ROOT);
    const stale = [...files].filter(
      ([path, text]) =>
        !existsSync(`${ROOT}/${path}`) || readFileSync(`${ROOT}/${path}`, 'utf8') !== text,
    );

    expect(stale.map(([path]) => path)).toEqual([]);
    expect(generateCatalog(ROOT)).toEqual(files);
    expect(files.size).toBeGreaterThan(450);
  });
});
