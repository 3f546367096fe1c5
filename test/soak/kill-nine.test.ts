import { describe, expect, it } from '@jest/globals';
import { killDemo } from '../builders/kill-demo.ts';

const MOMENTS = 200;
const KILLS_A_RUN = 4;

describe('soak/kill-nine', () => {
  it(
    `loses no decision and makes no second version over ${MOMENTS} kills`,
    async () => {
      const undisturbed = await killDemo([]);
      for (let kills = 0; kills < MOMENTS; kills += KILLS_A_RUN) {
        const delays = Array.from(
          { length: KILLS_A_RUN },
          () => 300 + Math.floor(Math.random() * 2500),
        );
        const end = await killDemo(delays);
        expect({ delays, ...end }).toEqual({ delays, ...undisturbed });
      }
    },
    90 * 60_000,
  );
});
