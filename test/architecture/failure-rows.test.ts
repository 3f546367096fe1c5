import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const TEST = fileURLToPath(new URL('..', import.meta.url));

/** The failure modes of the service that a test must name in its title: `npm test -- -t "row 15"` finds them. */
const ROWS = [
  1, 2, 3, 4, 5, 6, 7, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 26, 27, 28, 29,
  30, 31, 32, 33, 34, 35, 36, 37, 41, 43, 44, 45, 46, 47, 52,
];

const titles = readdirSync(TEST, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts') && !path.startsWith('soak'))
  .flatMap((path) => readFileSync(`${TEST}/${path}`, 'utf8').split('\n'))
  .flatMap((line) => line.match(/row \d+(?=[:,])/g) ?? []);

describe('architecture/failure-rows', () => {
  it.each(ROWS)('row %d has a test that names it', (row) => {
    expect(titles).toContain(`row ${row}`);
  });
});
