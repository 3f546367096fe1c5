import { describe, expect, it } from '@jest/globals';
import { killDemo } from '../builders/kill-demo.ts';

const MOMENTS = 4;

// The full campaign of 200 moments is test/soak/kill-nine.test.ts.
describe('scenarios/kill-nine', () => {
  it('ends as an undisturbed demo does, wherever kill -9 hits it', async () => {
    const undisturbed = await killDemo([]);
    expect(undisturbed.leftWork).toBe(0);
    for (let n = 0; n < MOMENTS; n++) {
      const delay = 500 + Math.floor(Math.random() * 2000);
      const end = await killDemo([delay]);
      expect({ delay, ...end }).toEqual({ delay, ...undisturbed });
    }
  }, 300_000);
});
