import { describe, expect, it } from '@jest/globals';
import { checkAllows } from '../builders/resource-laws.ts';

const PROBES = 1_000_000;

describe('soak/resources', () => {
  it('allows the denied resource and none of a million near misses', async () => {
    let probes = 0;
    while (probes < PROBES) probes += await checkAllows(10_000);
    console.info(`${probes} probes`);
    expect(probes).toBeGreaterThanOrEqual(PROBES);
  }, 900_000);
});
