import { describe, expect, it } from '@jest/globals';
import { readMutated, statementsOfInvalid } from '../builders/mutation-campaign.ts';

const INPUTS = 100_000;

describe('soak/mutated-inputs', () => {
  it(`reads ${INPUTS} mutated inputs without a crash, none of them slowly`, async () => {
    const seed = Date.now() % 1_000_000;
    console.log(`mutated inputs: seed ${seed}`);
    const { readings, slowest } = await readMutated(INPUTS, seed);
    console.log(`${readings} readings, the slowest took ${slowest.toFixed(1)} ms`);
    expect(readings).toBeGreaterThan(INPUTS / 2);
  });

  it('makes no statement of an invalid record', async () => {
    expect(await statementsOfInvalid(100_000)).toBe(0);
  });
});
