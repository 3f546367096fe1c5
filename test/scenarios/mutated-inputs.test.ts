import { describe, expect, it } from '@jest/globals';
import { readMutated, statementsOfInvalid } from '../builders/mutation-campaign.ts';

const INPUTS = 5000;

// The full campaign of 100,000 is test/soak/mutated-inputs.test.ts.
describe('scenarios/mutated-inputs', () => {
  it('reads anything without a crash', async () => {
    const seed = Date.now() % 1_000_000;
    try {
      const { readings } = await readMutated(INPUTS, seed);
      expect(readings).toBeGreaterThan(INPUTS / 2);
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  });

  it('makes no statement of a record that AWS cannot have sent', async () => {
    expect(await statementsOfInvalid(130)).toBe(0);
  });
});
