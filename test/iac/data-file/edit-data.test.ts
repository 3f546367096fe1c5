import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkDataEdit } from '../../builders/data-file-laws.ts';

const RUNS = 2000;

describe('iac/data-file/edit-data', () => {
  it.each(['json', 'yaml'] as const)(
    'grants what is asked and changes nothing else in %s files of every style',
    async (format) => {
      const outcomes = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(fc.integer(), async (seed) => {
          const outcome = await checkDataEdit(format, seed);
          expect(outcome).toMatch(/^(?:edited|already-present|deny-covers)$/);
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        }),
        { numRuns: RUNS },
      );

      expect(outcomes.get('edited')).toBeGreaterThan(RUNS / 2);
    },
    180_000,
  );
});
