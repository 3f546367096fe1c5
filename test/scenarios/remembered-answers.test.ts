import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rememberedWrongly } from '../builders/cold-answers.ts';
import { aRandom } from '../builders/mutations.ts';
import { aNeighbourRecord } from '../builders/neighbour-records.ts';

describe('scenarios/remembered-answers', () => {
  it('answers to any denial, after any others, what it answers to it alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
        const random = aRandom(seed);
        const records = Array.from({ length: 30 }, () => aNeighbourRecord(random));
        expect(await rememberedWrongly(records, random, 300)).toEqual([]);
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });
});
