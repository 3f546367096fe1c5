import { describe, expect, it } from '@jest/globals';
import { rememberedWrongly } from '../builders/cold-answers.ts';
import { aRandom } from '../builders/mutations.ts';
import { aNeighbourRecord } from '../builders/neighbour-records.ts';

const RECORDS = 500;
const QUESTIONS = 100_000;

describe('soak/remembered-answers', () => {
  it(`answers ${QUESTIONS} questions about ${RECORDS} records as it answers each alone`, async () => {
    const seed = Date.now() % 1_000_000;
    console.log(`remembered answers: seed ${seed}`);
    const random = aRandom(seed);
    const records = Array.from({ length: RECORDS }, () => aNeighbourRecord(random));
    expect(await rememberedWrongly(records, random, QUESTIONS)).toEqual([]);
  });
});
