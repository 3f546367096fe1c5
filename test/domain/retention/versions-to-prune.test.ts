import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ManagedPolicy } from '../../../src/domain/policy/principal-policies.ts';
import { versionsToPrune } from '../../../src/domain/retention/versions-to-prune.ts';
import { aDocument, aPolicyArn } from '../../builders/an-account.ts';

describe('domain/retention/versions-to-prune', () => {
  it.each([
    {
      name: 'keeps the newest two, the default being the newest, and prunes oldest first',
      versions: [1, 2, 3, 4, 5],
      standing: 5,
      keep: ['v5 default', 'v4 newest'],
      prune: ['v1', 'v2', 'v3'],
    },
    {
      name: 'keeps an old default besides the newest',
      versions: [1, 2, 3, 4, 5],
      standing: 2,
      keep: ['v5 newest', 'v4 newest', 'v2 default'],
      prune: ['v1', 'v3'],
    },
    {
      name: 'keeps what a recorded change can be rolled back to',
      versions: [1, 2, 3, 4, 5],
      standing: 5,
      targets: ['v1', 'v3'],
      keep: ['v5 default', 'v4 newest', 'v3 rollback-target', 'v1 rollback-target'],
      prune: ['v2'],
    },
    {
      name: 'orders by the number and not by the text of the id',
      versions: [2, 10, 9, 11],
      standing: 11,
      keep: ['v11 default', 'v10 newest'],
      prune: ['v2', 'v9'],
    },
    {
      name: 'leaves a way back even when none is asked for',
      versions: [1, 2, 3],
      standing: 3,
      keepNewest: 0,
      keep: ['v3 default', 'v2 last-way-back'],
      prune: ['v1'],
    },
    {
      name: 'counts a rollback target as the way back',
      versions: [1, 2, 3],
      standing: 3,
      keepNewest: 1,
      targets: ['v1'],
      keep: ['v3 default', 'v1 rollback-target'],
      prune: ['v2'],
    },
    {
      name: 'prunes nothing from a policy with one version',
      versions: [7],
      standing: 7,
      keepNewest: 0,
      keep: ['v7 default'],
      prune: [],
    },
  ])('$name', ({ versions, standing, keepNewest = 2, targets = [], keep, prune }) => {
    const plan = versionsToPrune(policyWith(versions, standing), {
      keepNewest,
      protectedVersionIds: new Set(targets),
    });

    expect(plan.keep.map(({ versionId, why }) => `${versionId} ${why}`)).toEqual(keep);
    expect(plan.prune.map(({ versionId }) => versionId)).toEqual(prune);
  });

  it.each([Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY])(
    'refuses to keep %p versions rather than prune what it should not',
    (keepNewest) => {
      const plan = () =>
        versionsToPrune(policyWith([1, 2], 2), { keepNewest, protectedVersionIds: new Set() });

      expect(plan).toThrow(RangeError);
    },
  );

  it('never prunes the default, a rollback target or the newest, and loses no version', () => {
    fc.assert(
      fc.property(policies(), fc.nat(6), ({ policy, targets }, keepNewest) => {
        const plan = versionsToPrune(policy, { keepNewest, protectedVersionIds: targets });
        const pruned = plan.prune.map(({ versionId }) => numberOf(versionId));
        const kept = plan.keep.map(({ versionId }) => numberOf(versionId));
        const stored = policy.versions.map(({ versionId }) => numberOf(versionId));
        const newest = [...stored].sort((a, b) => b - a).slice(0, keepNewest);

        expect(new Set([...pruned, ...kept])).toEqual(new Set(stored));
        expect(pruned.length + kept.length).toBe(stored.length);
        expect(pruned).not.toContain(numberOf(policy.defaultVersionId));
        for (const target of targets) expect(pruned).not.toContain(numberOf(target));
        for (const number of newest) expect(kept).toContain(number);
        expect(pruned).toEqual([...pruned].sort((a, b) => a - b));
        if (stored.length > 1) expect(kept.length).toBeGreaterThan(1);
      }),
      { numRuns: 300 },
    );
  });

  it('has nothing more to prune after the plan was carried out', () => {
    fc.assert(
      fc.property(policies(), fc.nat(6), ({ policy, targets }, keepNewest) => {
        const rules = { keepNewest, protectedVersionIds: targets };
        const pruned = new Set(
          versionsToPrune(policy, rules).prune.map(({ versionId }) => versionId),
        );
        const versions = policy.versions.filter(({ versionId }) => !pruned.has(versionId));

        expect(versionsToPrune({ ...policy, versions }, rules).prune).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

function policies() {
  return fc
    .uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 })
    .chain((numbers) =>
      fc.record({
        standing: fc.constantFrom(...numbers),
        targets: fc.subarray(numbers),
        numbers: fc.constant(numbers),
      }),
    )
    .map(({ numbers, standing, targets }) => ({
      policy: policyWith(numbers, standing),
      targets: new Set(targets.map((number) => `v${number}`)),
    }));
}

function policyWith(numbers: readonly number[], standing: number): ManagedPolicy {
  return {
    arn: aPolicyArn('Orders'),
    id: 'ANPAEXAMPLE',
    name: 'Orders',
    path: '/',
    awsManaged: false,
    defaultVersionId: `v${standing}`,
    document: aDocument(),
    versions: numbers.map((number) => ({
      versionId: `v${number}`,
      document: aDocument(),
      isDefault: number === standing,
      createdAt: '2026-01-10T08:00:00.000Z',
    })),
    attachedTo: [],
    boundaryOf: [],
  };
}

function numberOf(versionId: string): number {
  return Number(versionId.slice(1));
}
