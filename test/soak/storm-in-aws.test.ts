import { describe, expect, it } from '@jest/globals';
import { measureStorm } from '../builders/a-storm.ts';

describe('soak/storm-in-aws', () => {
  it('100,000 mixed denials over 5,000 findings, a fifth of them twice, are exactly 5,000 and none is lost or told twice', async () => {
    const storm = await measureStorm({ events: 100_000, findings: 5_000, delivery: 1.2 });
    expect(storm).toMatchObject({
      findings: 5_000,
      counted: 100_000,
      posts: 5_000,
      announcements: 5_000,
    });
    console.info(JSON.stringify(storm));
  });
});
