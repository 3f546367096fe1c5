import { describe, expect, it } from '@jest/globals';
import { readMutated, statementsOfInvalid } from '../builders/mutation-campaign.ts';

const INPUTS = 1_000_000;
const LONGEST = 100;

describe('soak/mutated-inputs', () => {
  it(`reads ${INPUTS} mutated inputs without a crash, none in more than ${LONGEST} ms`, async () => {
    const seed = Date.now() % 1_000_000;
    console.log(`mutated inputs: seed ${seed}`);
    const { readings, slowest } = await readMutated(INPUTS, seed);
    console.log(`${readings} readings, the slowest took ${slowest.toFixed(1)} ms`);
    expect(readings).toBeGreaterThan(INPUTS / 2);
    expect(slowest).toBeLessThan(LONGEST);
  });

  it('makes no statement of an invalid record', async () => {
    expect(await statementsOfInvalid(100_000)).toBe(0);
  });
});
