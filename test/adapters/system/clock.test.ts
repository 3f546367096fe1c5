import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/adapters/system/clock.ts';

describe('adapters/system/clock', () => {
  it('tells the time as ISO 8601 UTC in milliseconds', () => {
    const before = Date.now();
    const now = systemClock.now();

    expect(now).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
    expect(Date.parse(now)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(now)).toBeLessThanOrEqual(Date.now());
  });

  it('waits as long as it is told', async () => {
    const before = performance.now();
    await systemClock.sleep(30);

    // Timers may fire up to a millisecond early.
    expect(performance.now() - before).toBeGreaterThanOrEqual(29);
  });

  it.each([0, -5])('does not wait %i milliseconds', async (milliseconds) => {
    let isLate = false;
    const timer = setTimeout(() => (isLate = true), 0);
    await systemClock.sleep(milliseconds);

    expect(isLate).toBe(false);
    clearTimeout(timer);
  });
});
