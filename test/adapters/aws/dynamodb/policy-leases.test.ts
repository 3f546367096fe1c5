import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalStore, openMemoryStore } from '../../../../src/compose/open-local-store.ts';

const POLICY = 'arn:aws:iam::111122223333:policy/orders';

describe('adapters/aws/dynamodb/policy-leases', () => {
  let local: LocalStore;
  beforeEach(async () => {
    local = await openMemoryStore();
  });
  afterEach(() => local.close());

  const take = (holder: string, minute: number) =>
    local.leases.take(POLICY, {
      holder,
      now: `2026-11-20T10:0${minute}:00.000Z`,
      expiresAt: `2026-11-20T10:0${minute + 2}:00.000Z`,
    });

  it('gives a policy to one holder until the lease expires', async () => {
    expect(await take('a', 0)).toBe('taken');
    expect(await take('b', 1)).toBe('held');
    expect(await take('b', 2)).toBe('taken');
    expect(await take('a', 3)).toBe('held');
  });

  it('is taken again by its own holder, as after a lost answer', async () => {
    await take('a', 0);
    expect(await take('a', 0)).toBe('taken');
  });

  it('is free once it was given back by its holder, and by nobody else', async () => {
    await take('a', 0);
    await local.leases.release(POLICY, 'b');
    expect(await take('b', 1)).toBe('held');
    await local.leases.release(POLICY, 'a');
    expect(await take('b', 1)).toBe('taken');
  });

  it('lets one of many at once have it', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => take(`run-${n}`, 0)));
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(1);
  });

  it('is no aggregate: lists of findings and proposals go on', async () => {
    await take('a', 0);
    for await (const aggregate of local.store.listAll()) throw new Error(aggregate.id);
  });
});
