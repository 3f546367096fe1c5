import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createPace, createTurns } from '../../../src/adapters/aws/pace.ts';
import { aClock } from '../../builders/a-local-app.ts';

/** When each of `count` turns was given, in milliseconds from the start, all asked for at once. */
async function timesOf(rate: { perSecond: number; burst: number }, count: number) {
  const start = Date.parse(aClock().now());
  const times: number[] = [];
  for (let n = 0; n < count; n++) times.push(0);
  const waits: number[] = [];
  const clock = {
    now: () => new Date(start).toISOString(),
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds);
    },
  };
  const turn = createTurns(rate, clock);
  await Promise.all(times.map(() => turn()));
  return [...Array.from({ length: count - waits.length }, () => 0), ...waits];
}

describe('adapters/aws/pace', () => {
  it('gives a burst at once and then one turn after another', async () => {
    expect(await timesOf({ perSecond: 2, burst: 3 }, 6)).toEqual([0, 0, 0, 500, 1000, 1500]);
  });

  it('never gives two waiting callers the same turn', async () => {
    const times = await timesOf({ perSecond: 5, burst: 1 }, 20);
    expect(new Set(times).size).toBe(20);
  });

  it('saves up no more than one burst, however long nobody asked', async () => {
    const clock = aClock();
    const turn = createTurns({ perSecond: 2, burst: 2 }, clock);
    clock.advance(3_600_000);
    const before = Date.parse(clock.now());
    for (let n = 0; n < 4; n++) await turn();
    expect(Date.parse(clock.now()) - before).toBe(1000);
  });

  it('keeps reads and writes apart', async () => {
    const clock = aClock();
    const pace = createPace(clock, {
      read: { perSecond: 1, burst: 1 },
      write: { perSecond: 1, burst: 1 },
    });
    const before = clock.now();
    await pace.read();
    await pace.write();
    expect(clock.now()).toBe(before);
  });

  it('stays within burst and rate over every stretch of time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 10 }),
        fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 40 }),
        async (perSecond, burst, pauses) => {
          const clock = aClock();
          const turn = createTurns({ perSecond, burst }, clock);
          const given: number[] = [];
          for (const pause of pauses) {
            clock.advance(pause);
            await turn();
            given.push(Date.parse(clock.now()));
          }
          given.forEach((from, first) => {
            given.slice(first).forEach((to, more) => {
              expect(more + 1).toBeLessThanOrEqual(burst + 1 + ((to - from) * perSecond) / 1_000);
            });
          });
        },
      ),
      { numRuns: 100 },
    );
  });
});
