import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../src/kernel/app-error.ts';
import { aDeniedEvent } from '../builders/a-denied-event.ts';
import { aServiceWorld, type Between, SERVICE_ACCOUNT } from '../builders/a-service-world.ts';

const OTHER_ACCOUNT = '999988887777';

/** Fails calls of one method of one part as long as it says so. */
function failing(
  part: string,
  method: string,
  isDue: (args: readonly unknown[]) => boolean,
): Between {
  return (target, name) =>
    name === part
      ? new Proxy(target, {
          get: (object, member, receiver) => {
            const value: unknown = Reflect.get(object, member, receiver);
            if (member !== method || typeof value !== 'function') return value;
            return (...args: unknown[]) =>
              isDue(args)
                ? Promise.reject(new AppError('throttled', 'too many requests'))
                : (value as (...a: unknown[]) => unknown).apply(object, args);
          },
        })
      : target;
}

// What the queue of denials brings, in the order in which it is judged: the envelope, the account, the role, the rules.
describe('scenarios/events-in-aws', () => {
  const good = aDeniedEvent();
  const detail = good['detail'] as Record<string, unknown>;

  it('stores a denial and announces it once', async () => {
    const world = await aServiceWorld();
    expect(await world.take([good, good])).toEqual(new Map());
    await world.flow();
    expect(world.log.metrics.get('DenialsCounted')).toBe(1);
    expect(world.log.metrics.get('DuplicateEvents')).toBe(1);
    expect(world.log.metrics.get('FindingsOpened')).toBe(1);
    expect(world.notifier.posts.size).toBe(1);
    expect(world.published.map(({ name }) => name)).toEqual(['finding-opened', 'change-proposed']);
  });

  it.each<[string, Record<string, unknown>]>([
    ['a source that anybody may use', { source: 'my.app' }],
    ['a partner’s source', { source: 'aws.partner/example.com/1' }],
    ['the source of another service', { source: 'aws.s3' }],
    ['another account than the record’s', { account: OTHER_ACCOUNT }],
    ['another region than the record’s', { region: 'eu-north-1' }],
    ['no detail', { detail: null }],
    ['a detail that is text', { detail: JSON.stringify(detail) }],
    ['a detail of another type', { 'detail-type': 'My Own Event' }],
    ['no source', { source: null }],
    [
      'an account that is not managed',
      {
        account: OTHER_ACCOUNT,
        detail: {
          ...detail,
          recipientAccountId: OTHER_ACCOUNT,
          userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${OTHER_ACCOUNT}:user/x` },
        },
      },
    ],
  ])('T7: puts aside an event with %s, and stores nothing', async (_name, changes) => {
    const world = await aServiceWorld();
    expect(await world.take([{ ...good, ...changes }])).toEqual(new Map());
    expect(world.quarantined).toHaveLength(1);
    expect(world.quarantined[0]?.reason).not.toBe('');
    expect(world.log.metrics.get('QuarantinedRecords')).toBe(1);
    expect(await world.store.listOfPrincipal(String(detail['userIdentity']))).toEqual({
      findings: [],
      proposals: [],
    });
    expect(world.log.metrics.get('DenialsCounted')).toBeUndefined();
  });

  it('T8: stores nothing for a caller of an account that is not managed', async () => {
    const world = await aServiceWorld();
    const arn = `arn:aws:iam::${OTHER_ACCOUNT}:user/stranger`;
    const foreign = {
      ...detail,
      userIdentity: { type: 'IAMUser', arn, accountId: OTHER_ACCOUNT },
      errorMessage: `User: ${arn} is not authorized to perform: dynamodb:Scan on resource: arn:aws:dynamodb:us-west-2:${SERVICE_ACCOUNT}:table/video-jobs because no resource-based policy allows the dynamodb:Scan action`,
    };
    await world.take([{ ...good, detail: foreign }]);
    expect(world.log.metrics.get('DenialsOutOfScope')).toBe(1);
    expect(world.log.metrics.get('DenialsCounted')).toBeUndefined();
  });

  it('row 52: raises an alarm and mends nothing when a role of the product itself is denied', async () => {
    const world = await aServiceWorld();
    await world.take([aDeniedEvent({ role: 'rolemender-prod-finding-changed' })]);
    expect(world.log.metrics.get('OwnRoleDenied')).toBe(1);
    expect(world.log.metrics.get('DenialsCounted')).toBeUndefined();
  });

  it('leaves out roles that are not in scope, and denials that a rule says to ignore until its last day', async () => {
    const role = `arn:aws:iam::${SERVICE_ACCOUNT}:role/service/*`;
    const world = await aServiceWorld({
      scope: {
        roles: [role],
        ignore: [{ role: null, action: 'DYNAMODB:sc*', until: '2026-03-02' }],
      },
    });
    await world.take([good, aDeniedEvent({ operation: 'Query' }, 2)]);
    expect(world.log.metrics.get('DenialsIgnored')).toBe(1);
    expect(world.log.metrics.get('DenialsCounted')).toBe(1);
    world.clock.advance(24 * 3_600_000);
    await world.take([good]);
    expect(world.log.metrics.get('DenialsCounted')).toBe(2);
  });

  it('row 6: puts what is unreadable aside with the reason, goes on with the others, and reads it after a fix', async () => {
    const world = await aServiceWorld();
    const deep = `${'{"detail":'.repeat(2_000)}1${'}'.repeat(2_000)}`;
    const bodies = ['', '{', 'null', '[]', '7', deep, JSON.stringify(good).slice(0, -20)];
    expect(await world.take([...bodies, good])).toEqual(new Map());
    expect(world.log.metrics.get('DenialsCounted')).toBe(1);
    expect(world.quarantined).toHaveLength(bodies.length);
    expect(world.quarantined.every(({ reason }) => reason.length > 0)).toBe(true);
    const huge = { ...good, detail: { ...detail, errorMessage: 'x'.repeat(262_144) } };
    expect(await world.take([huge])).toEqual(new Map());
    world.log.metrics.clear();
    // Moved back to the queue, perhaps twice; the reader understands it by now.
    const kept = JSON.stringify(aDeniedEvent({}, 2));
    const record = { schema: 1, kind: 'quarantined', reason: 'x', at: 'x', body: kept };
    await world.take([record, { ...record, body: JSON.stringify(record) }]);
    expect(world.log.metrics.get('DenialsCounted')).toBe(1);
  });

  it('row 7, row 41: fails only the messages of the finding that cannot be written', async () => {
    let hot = '';
    const world = await aServiceWorld({
      between: failing('store', 'save', ([next]) => (next as { id: string }).id === hot),
    });
    await world.take([good]);
    for await (const { id } of world.store.listAll()) hot = id;
    const failures = await world.take([
      aDeniedEvent({}, 2),
      aDeniedEvent({ operation: 'Query' }, 3),
      aDeniedEvent({}, 4),
    ]);
    expect([...failures.keys()]).toEqual(['0', '2']);
    expect(world.log.metrics.get('DenialsCounted')).toBe(2);
    hot = '';
    await world.take([aDeniedEvent({}, 2), aDeniedEvent({}, 4)]);
    expect(world.log.metrics.get('DenialsCounted')).toBe(4);
  });

  it('row 41: writes nothing half when the store is away, and has it all when it is back', async () => {
    let isAway = true;
    const world = await aServiceWorld({ between: failing('store', 'findFinding', () => isAway) });
    const bodies = [good, aDeniedEvent({ operation: 'Query' }, 2)];
    expect((await world.take(bodies)).size).toBe(2);
    isAway = false;
    expect((await world.take(bodies)).size).toBe(0);
    await world.flow();
    expect(world.log.metrics.get('DenialsCounted')).toBe(2);
    expect(world.notifier.posts.size).toBe(2);
  });

  it('row 5: announces one alert, and nothing else, of a role that tries out hundreds of actions', async () => {
    const world = await aServiceWorld();
    const actions = Array.from({ length: 100 }, (_unused, n) => `Try${n}`);
    for (let from = 0; from < actions.length; from += 50) {
      const batch = actions.slice(from, from + 50);
      await world.take(batch.map((operation, n) => aDeniedEvent({ operation }, from + n)));
    }
    await world.flow();
    expect(world.notifier.posts.size).toBe(1);
    expect(world.published.filter(({ name }) => name === 'change-proposed')).toEqual([]);
  }, 60_000);
});
