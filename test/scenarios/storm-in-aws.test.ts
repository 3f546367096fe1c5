import { describe, expect, it } from '@jest/globals';
import { measureStorm } from '../builders/a-storm.ts';

// A storm as the functions see it: batches of a hundred, events delivered more than once, over the real store's adapter.
describe('scenarios/storm-in-aws', () => {
  it('row 4: 10,000 identical denials are one finding with the exact count, one message, one write a batch', async () => {
    const storm = await measureStorm({ events: 10_000, findings: 1, delivery: 1 });
    expect(storm).toMatchObject({ findings: 1, counted: 10_000, posts: 1, announcements: 1 });
    expect(storm.saves).toBeLessThan(10_000 / 100 + 20);
  }, 120_000);

  it('row 1: 10,000 mixed denials over 500 findings, a fifth of them twice, are exactly 500 and none is lost or told twice', async () => {
    const storm = await measureStorm({ events: 10_000, findings: 500, delivery: 1.2 });
    expect(storm).toMatchObject({ findings: 500, counted: 10_000, posts: 500, announcements: 500 });
  }, 240_000);
});
