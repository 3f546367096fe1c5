import { describe, expect, it } from '@jest/globals';
import { createVerifyAudit } from '../../src/usecases/verify-audit.ts';
import { aBomb, MISHAPS, type Mishap } from '../builders/a-bomb.ts';
import { aDeniedEvent } from '../builders/a-denied-event.ts';
import { aMemoryStore } from '../builders/a-memory-store.ts';
import { aServiceWorld, type ServiceWorld } from '../builders/a-service-world.ts';

const POLICY = 'arn:aws:iam::111122223333:policy/service/VideoCatalogTaskPolicy';

/** From a denial to a verified change, as far as this process gets. */
async function runThrough(world: ServiceWorld): Promise<void> {
  await world.take([aDeniedEvent()]);
  await world.flow(5);
  await approve(world);
  await world.flow(5);
}

async function approve(world: ServiceWorld): Promise<void> {
  for await (const aggregate of world.local.store.listAll()) {
    if (aggregate.kind !== 'proposal' || aggregate.state !== 'offered') continue;
    await world.decide(aggregate.id, aggregate.digest);
  }
}

/** Another process takes up what the first left behind: the event comes again, the sweep wakes, a person looks again. */
async function finish(first: ServiceWorld): Promise<ServiceWorld> {
  const { local, account, notifier, clock } = first;
  clock.advance(10_000);
  const heir = await aServiceWorld({ local, account, notifier, clock, holder: 'function-2' });
  await heir.take([aDeniedEvent()]);
  for (let round = 0; round < 3; round++) {
    await heir.wake();
    await heir.flow();
    await approve(heir);
  }
  return heir;
}

async function endOf({ local, account, notifier }: ServiceWorld) {
  const states: string[] = [];
  let work = 0;
  for await (const { kind, state, outbox } of local.store.listAll()) {
    states.push(`${kind} ${state}`);
    work += outbox.length;
  }
  const policy = await account.findManagedPolicy(POLICY);
  const audit = await createVerifyAudit({ log: local.audit })([]);
  return {
    states: states.toSorted(),
    work,
    posts: notifier.posts.size,
    version: policy?.defaultVersionId,
    newest: policy?.versions[0]?.versionId,
    faults: audit.faultCount,
  };
}

const END = {
  states: ['finding fixed', 'proposal verified'],
  work: 0,
  posts: 1,
  version: 'v8',
  newest: 'v8',
  faults: 0,
};

// A denial is announced, offered, approved, applied, verified and told. The process dies, or a call times out, at
// every single call of the store, of IAM, of the history, of the messages and of the bus.
describe('scenarios/crash-while-telling', () => {
  it('ends well by itself', async () => {
    const world = await aServiceWorld();
    await runThrough(world);
    expect(await endOf(world)).toEqual(END);
    expect(world.published.map(({ name }) => name)).toEqual([
      'finding-opened',
      'change-proposed',
      'decision-made',
      'change-applied',
      'change-verified',
    ]);
    await world.local.close();
  });

  it.each(MISHAPS.map((mishap) => [mishap] as const))(
    'row 11, row 12, row 13: ends the same, with one message and one new version, wherever it %s a call',
    async (mishap: Mishap) => {
      for (let at = 1; ; at++) {
        const bomb = aBomb(at, mishap);
        const world = await aServiceWorld({ between: bomb, local: aMemoryStore() });
        await runThrough(world).catch((error: unknown) => {
          if (bomb.calls() < at) throw error;
        });
        const heir = await finish(world);
        expect({ at, ...(await endOf(heir)) }).toEqual({ at, ...END });
        await world.local.close();
        if (bomb.calls() < at) {
          expect(at).toBeGreaterThan(80);
          break;
        }
        expect(at).toBeLessThan(400);
      }
    },
    240_000,
  );
});
