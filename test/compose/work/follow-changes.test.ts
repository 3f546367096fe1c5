import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../../src/kernel/app-error.ts';
import { aDeniedEvent } from '../../builders/a-denied-event.ts';
import { aNotifier } from '../../builders/a-local-app.ts';
import { aServiceWorld, type Between, type ServiceWorld } from '../../builders/a-service-world.ts';

/** Replaces one method of one part. */
const instead = (part: string, methods: object): Between =>
  ((target: object, name: string) =>
    name === part ? { ...target, ...methods } : target) as Between;

async function proposalsOf(world: ServiceWorld) {
  const found = [];
  for await (const one of world.local.store.listAll()) if (one.kind === 'proposal') found.push(one);
  return found;
}

describe('compose/work/follow-changes', () => {
  it('row 33: offers changes while people cannot be told, and tells them when they can', async () => {
    let isDown = true;
    const notifier = aNotifier();
    const announce = (finding: never) =>
      isDown
        ? Promise.reject(new AppError('unavailable', 'Slack is down'))
        : notifier.announce(finding);
    const world = await aServiceWorld({ notifier, between: instead('notifier', { announce }) });
    await world.take([aDeniedEvent()]);
    expect((await world.flow(3)).size).toBe(1);
    const [proposal] = await proposalsOf(world);
    expect(proposal?.state).toBe('offered');
    await world.decide(proposal!.id, proposal!.digest);
    await world.flow(3);
    expect((await proposalsOf(world))[0]?.state).toBe('verified');
    isDown = false;
    await world.wake();
    await world.flow();
    expect(notifier.posts.size).toBe(1);
    await world.local.close();
  });

  it('row 32: keeps the findings of an account that cannot be read, goes on with others, and offers later', async () => {
    let isShut = true;
    const refused = new AppError('account-unreachable', 'no');
    const world = await aServiceWorld({
      between: (target, name) =>
        name === 'iam'
          ? new Proxy(target, {
              get: (object, member, receiver) => {
                const value: unknown = Reflect.get(object, member, receiver);
                if (member !== 'findPrincipal' || !isShut) return value;
                return (arn: string) =>
                  arn.endsWith('VideoCatalogTaskRole')
                    ? Promise.reject(refused)
                    : (value as (arn: string) => Promise<unknown>).call(object, arn);
              },
            })
          : target,
    });
    await world.take([aDeniedEvent(), aDeniedEvent({ role: 'GoneRole' }, 2)]);
    expect(await world.flow(3)).toEqual(new Map());
    expect(world.unreachable.length).toBeGreaterThan(0);
    expect(world.notifier.posts.size).toBe(2);
    expect(await proposalsOf(world)).toEqual([]);
    isShut = false;
    await world.wake();
    await world.flow();
    expect((await proposalsOf(world))[0]?.state).toBe('offered');
    await world.local.close();
  });

  it('row 26: shows that IAM is busy, keeps the change in its state, and finishes it later', async () => {
    let isBusy = true;
    const shown: (string | null)[] = [];
    const notifier = aNotifier();
    const world = await aServiceWorld({
      notifier: {
        ...notifier,
        update: async (_finding, proposal) => void shown.push(proposal?.note ?? null),
      },
      between: (target, name) =>
        name === 'iam'
          ? new Proxy(target, {
              get: (object, member, receiver) =>
                member === 'createPolicyVersion' && isBusy
                  ? () => Promise.reject(new AppError('throttled', 'rate exceeded'))
                  : (Reflect.get(object, member, receiver) as unknown),
            })
          : target,
    });
    await world.take([aDeniedEvent()]);
    await world.flow();
    const [offered] = await proposalsOf(world);
    await world.decide(offered!.id, offered!.digest);
    await world.flow(6);
    const [waiting] = await proposalsOf(world);
    expect(waiting).toMatchObject({ state: 'applying', note: 'waiting for IAM' });
    expect(waiting?.history.filter(({ event }) => event === 'apply-delayed')).toHaveLength(1);
    expect(shown).toContain('waiting for IAM');
    isBusy = false;
    await world.wake();
    await world.flow();
    expect((await proposalsOf(world))[0]).toMatchObject({ state: 'verified', note: null });
    await world.local.close();
  });

  it('tells others of a decision once, though the stream tells of the same work several times', async () => {
    const world = await aServiceWorld();
    await world.take([aDeniedEvent()]);
    await world.flow();
    const [offered] = await proposalsOf(world);
    await world.decide(offered!.id, offered!.digest);
    await world.flow();
    const decided = world.published.filter(({ name }) => name === 'decision-made');
    expect(decided).toHaveLength(1);
    expect(decided[0]).toMatchObject({ id: offered!.id, detail: { state: 'approved' } });
    expect(JSON.stringify(world.published)).not.toContain('not authorized');
    await world.local.close();
  });
});
