import { describe, expect, it } from '@jest/globals';
import { createMemoryAccount } from '../../src/adapters/snapshot/snapshot-account.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import type { ArchivedVersion } from '../../src/ports/document-archive.ts';
import type { PruneDeps, PruneReport } from '../../src/usecases/prune-policy-versions.ts';
import { createPrunePolicyVersions } from '../../src/usecases/prune-policy-versions.ts';
import { ACCOUNT, aDocument, anAccount, aPolicy, aPolicyArn } from '../builders/an-account.ts';

const ORDERS = aPolicyArn('Orders');
const NOW = '2026-03-01T12:00:00.000Z';

describe('usecases/prune-policy-versions', () => {
  it('plans by default and touches nothing', async () => {
    const { prune, log } = setUp();

    const report = await prune({ account: ACCOUNT, apply: false });

    expect(linesOf(report)).toEqual([
      'Orders v5 kept default',
      'Orders v4 kept newest',
      'Orders v1 would-prune superseded',
      'Orders v2 would-prune superseded',
      'Orders v3 would-prune superseded',
      'Stock v1 kept default',
    ]);
    expect(report.applied).toBe(false);
    expect(log).toEqual([]);
  });

  it('carries out exactly what the dry run planned', async () => {
    const planned = linesOf(await setUp().prune({ account: ACCOUNT, apply: false }));
    const done = linesOf(await setUp().prune({ account: ACCOUNT, apply: true }));

    expect(done).toEqual(planned.map((line) => line.replace('would-prune', 'pruned')));
  });

  it('saves each document before it deletes its version, oldest first', async () => {
    const { prune, log, archived } = setUp();

    await prune({ account: ACCOUNT, apply: true });

    expect(log).toEqual([
      'archive v1',
      'delete v1',
      'archive v2',
      'delete v2',
      'archive v3',
      'delete v3',
    ]);
    expect(archived[0]).toEqual({
      policyArn: ORDERS,
      policyId: (await setUp().account.findManagedPolicy(ORDERS))?.id,
      versionId: 'v1',
      document: aDocument('s3:GetObject', 'arn:aws:s3:::orders-1/*'),
      deletedAt: NOW,
    });
  });

  it('deletes nothing whose document could not be saved', async () => {
    const { prune, log } = setUp({
      archive: {
        saveVersion: async () => {
          throw new AppError('unavailable', 'the archive is full');
        },
        findVersion: async () => undefined,
      },
    });

    await expect(prune({ account: ACCOUNT, apply: true })).rejects.toThrow('the archive is full');
    expect(log).toEqual([]);
  });

  it('keeps recorded rollback targets, told apart by the unique id of the policy', async () => {
    const id = (await setUp().account.findManagedPolicy(ORDERS))?.id ?? '';
    const { prune } = setUp({
      protectedVersions: async () =>
        new Map([
          [id, new Set(['v2'])],
          ['ANPAANOTHERPOLICY', new Set(['v1'])],
        ]),
    });

    expect(linesOf(await prune({ account: ACCOUNT, apply: true, policyArn: ORDERS }))).toEqual([
      'Orders v5 kept default',
      'Orders v4 kept newest',
      'Orders v2 kept rollback-target',
      'Orders v1 pruned superseded',
      'Orders v3 pruned superseded',
    ]);
  });

  it('leaves a policy alone while a change to it is under way, and does the others', async () => {
    const { prune, log } = setUp({ busyPolicies: async () => new Set([ORDERS]) });

    expect(linesOf(await prune({ account: ACCOUNT, apply: true }))).toEqual([
      'Orders skipped change-under-way',
      'Stock v1 kept default',
    ]);
    expect(log).toEqual([]);
  });

  it('asks again what is busy right before it deletes', async () => {
    let asked = 0;
    const { prune, log } = setUp({
      busyPolicies: async () => new Set(++asked === 1 ? [] : [ORDERS]),
    });

    const report = await prune({ account: ACCOUNT, apply: true, policyArn: ORDERS });

    expect(linesOf(report)).toEqual(['Orders skipped change-under-way']);
    expect(log).toEqual([]);
  });

  it('asks again what is protected right before it deletes', async () => {
    const id = (await setUp().account.findManagedPolicy(ORDERS))?.id ?? '';
    let asked = 0;
    const { prune, log } = setUp({
      protectedVersions: async () =>
        new Map([[id, new Set(++asked === 1 ? [] : ['v1', 'v2', 'v3'])]]),
    });

    const lines = linesOf(await prune({ account: ACCOUNT, apply: true, policyArn: ORDERS }));

    expect(lines).toContain('Orders v1 kept rollback-target');
    expect(log).toEqual([]);
  });

  it.each([
    { code: 'not-found', outcome: 'already-gone' },
    { code: 'delete-conflict', outcome: 'became-default' },
  ] as const)('reports $outcome when IAM answers $code', async ({ code, outcome }) => {
    const { prune } = setUp({
      pruner: {
        deletePolicyVersion: async (_arn, versionId) => {
          if (versionId === 'v2') throw new AppError(code, 'somebody else was faster');
        },
      },
    });

    const lines = linesOf(await prune({ account: ACCOUNT, apply: true, policyArn: ORDERS }));

    expect(lines).toContain(`Orders v2 ${outcome} superseded`);
    expect(lines).toContain('Orders v3 pruned superseded');
  });

  it('throws on what IAM did not answer', async () => {
    const { prune } = setUp({
      pruner: {
        deletePolicyVersion: async () => {
          throw new AppError('throttled', 'rate exceeded');
        },
      },
    });

    await expect(prune({ account: ACCOUNT, apply: true })).rejects.toThrow('rate exceeded');
  });

  it('finds nothing left to do when it runs twice', async () => {
    const { prune, log } = setUp();
    await prune({ account: ACCOUNT, apply: true });
    log.length = 0;

    await prune({ account: ACCOUNT, apply: true });

    expect(log).toEqual([]);
  });

  it.each([
    { policyArn: aPolicyArn('Nowhere'), reason: 'not-found' },
    { policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', reason: 'aws-managed' },
  ])('skips $policyArn as $reason', async ({ policyArn, reason }) => {
    const { prune } = setUp();

    const { policies } = await prune({ account: ACCOUNT, apply: true, policyArn });

    expect(policies).toEqual([{ kind: 'skipped', policyArn, reason }]);
  });
});

function setUp(overrides: Partial<PruneDeps> = {}) {
  const clock = { now: () => NOW, sleep: async () => undefined };
  const account = createMemoryAccount(
    anAccount({
      policies: [
        aPolicy('Stock'),
        aPolicy('ReadOnlyAccess', { awsManaged: true }),
        aPolicy('Orders', {
          documents: [1, 2, 3, 4, 5].map((n) =>
            aDocument('s3:GetObject', `arn:aws:s3:::orders-${n}/*`),
          ),
        }),
      ],
    }),
    { clock, newId: () => 'ANPANEW' },
  );
  const log: string[] = [];
  const archived: ArchivedVersion[] = [];
  const prune = createPrunePolicyVersions({
    accounts: account,
    pruner: {
      deletePolicyVersion: async (policyArn, versionId) => {
        log.push(`delete ${versionId}`);
        await account.deletePolicyVersion(policyArn, versionId);
      },
    },
    archive: {
      saveVersion: async (version) => {
        log.push(`archive ${version.versionId}`);
        archived.push(version);
      },
      findVersion: async () => undefined,
    },
    protectedVersions: async () => new Map(),
    busyPolicies: async () => new Set(),
    clock,
    ...overrides,
  });
  return { prune, account, log, archived };
}

function linesOf({ policies }: PruneReport): readonly string[] {
  return policies.flatMap((policy) => {
    const name = policy.policyArn.slice(policy.policyArn.lastIndexOf('/') + 1);
    return policy.kind === 'skipped'
      ? [`${name} skipped ${policy.reason}`]
      : policy.versions.map(
          ({ versionId, outcome, why }) => `${name} ${versionId} ${outcome} ${why}`,
        );
  });
}
