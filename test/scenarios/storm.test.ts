import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';
import { aLocalWorld, type TestWorld } from '../builders/a-local-app.ts';

const COPIES = 10_000;

// One service in a retry loop: ten thousand copies of one denial, delivered more than once.
describe('scenarios/storm', () => {
  let world: TestWorld;

  beforeEach(async () => {
    world = await aLocalWorld();
  });

  afterEach(() => world.app.close());

  const copies = (from: number, to: number) =>
    Array.from({ length: to - from }, (_unused, n) => readingsOf(aDeniedCall(), from + n)).flat();

  it('row 4: leaves one finding with the exact count, one proposal and one notification', async () => {
    await world.app.feed(copies(0, COPIES));
    const findings = await world.app.listFindings();
    expect(findings.map(({ count }) => count)).toEqual([COPIES]);
    expect(findings[0]?.proposalIds).toHaveLength(1);
    expect([...world.notifier.posts]).toEqual([findings[0]?.id]);
    expect(world.notifier.announcements).toBe(1);
  });

  it('row 1: counts an event that is delivered again only once', async () => {
    await world.app.feed(copies(0, 3000));
    const again = await world.app.feed(copies(1500, 4000));
    expect(again).toMatchObject({ counted: 1000, duplicates: 1500 });
    const [finding] = await world.app.listFindings();
    expect(finding).toMatchObject({ count: 4000 });
  });
});
