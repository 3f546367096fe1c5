import { describe, expect, it } from '@jest/globals';
import { createMemoryAccount } from '../../src/adapters/snapshot/snapshot-account.ts';
import type { AuditEntry } from '../../src/domain/audit/audit-entry.ts';
import { AppError } from '../../src/kernel/app-error.ts';
import type { ArchivedVersion } from '../../src/ports/document-archive.ts';
import type { EventPublisher } from '../../src/ports/event-publisher.ts';
import type { PruneDeps, PruneReport } from '../../src/usecases/prune-policy-versions.ts';
import { createPrunePolicyVersions } from '../../src/usecases/prune-policy-versions.ts';
import { ACCOUNT, aDocument, anAccount, aPolicy, aPolicyArn } from '../builders/an-account.ts';

const ORDERS = aPolicyArn('Orders');
const NOW = '2026-03-01T12:00:00.000Z';

type PublishedEvent = Parameters<EventPublisher['publish']>[0][number];

describe('usecases/prune-policy-versions', () => {
  it('plans by default and touches nothing', async () => {
    const { prune, log } = setUp();

    const report = await prune({ account: ACCOUNT, apply: false, by: 'maria' });

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
    const planned = linesOf(await setUp().prune({ account: ACCOUNT, apply: false, by: 'maria' }));
    const done = linesOf(await setUp().prune({ account: ACCOUNT, apply: true, by: 'maria' }));

    expect(done).toEqual(planned.map((line) => line.replace('would-prune', 'pruned')));
  });

  it('saves each document before it deletes its version, oldest first', async () => {
    const { prune, log, archived } = setUp();

    await prune({ account: ACCOUNT, apply: true, by: 'maria' });

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

    await expect(prune({ account: ACCOUNT, apply: true, by: 'maria' })).rejects.toThrow(
      'the archive is full',
    );
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

    expect(
      linesOf(await prune({ account: ACCOUNT, apply: true, by: 'maria', policyArn: ORDERS })),
    ).toEqual([
      'Orders v5 kept default',
      'Orders v4 kept newest',
      'Orders v2 kept rollback-target',
      'Orders v1 pruned superseded',
      'Orders v3 pruned superseded',
    ]);
  });

  it('leaves a policy alone while a change to it is under way, and does the others', async () => {
    const { prune, log } = setUp({ busyPolicies: async () => new Set([ORDERS]) });

    expect(linesOf(await prune({ account: ACCOUNT, apply: true, by: 'maria' }))).toEqual([
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

    const report = await prune({ account: ACCOUNT, apply: true, by: 'maria', policyArn: ORDERS });

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

    const lines = linesOf(
      await prune({ account: ACCOUNT, apply: true, by: 'maria', policyArn: ORDERS }),
    );

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

    const lines = linesOf(
      await prune({ account: ACCOUNT, apply: true, by: 'maria', policyArn: ORDERS }),
    );

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

    await expect(prune({ account: ACCOUNT, apply: true, by: 'maria' })).rejects.toThrow(
      'rate exceeded',
    );
  });

  it('finds nothing left to do when it runs twice', async () => {
    const { prune, log } = setUp();
    await prune({ account: ACCOUNT, apply: true, by: 'maria' });
    log.length = 0;

    await prune({ account: ACCOUNT, apply: true, by: 'maria' });

    expect(log).toEqual([]);
  });

  it.each([
    { policyArn: aPolicyArn('Nowhere'), reason: 'not-found' },
    { policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', reason: 'aws-managed' },
  ])('skips $policyArn as $reason', async ({ policyArn, reason }) => {
    const { prune } = setUp();

    const { policies } = await prune({ account: ACCOUNT, apply: true, by: 'maria', policyArn });

    expect(policies).toEqual([{ kind: 'skipped', policyArn, reason }]);
  });

  it('records the order with the document before IAM is asked, and what came of it', async () => {
    const { prune, recorded, log } = setUp();
    const seen: string[] = [];
    recorded.push = (...entries) => {
      for (const { event, versions } of entries) seen.push(`${event} ${versions?.pruned}`);
      log.push('record');
      return Array.prototype.push.apply(recorded, entries);
    };
    await prune({ account: ACCOUNT, apply: true, by: 'maria' });
    expect(seen.slice(0, 2)).toEqual(['prune-ordered v1', 'version-pruned v1']);
    expect(log.slice(0, 4)).toEqual(['archive v1', 'record', 'delete v1', 'record']);
    expect(recorded[0]).toMatchObject({
      actor: 'maria',
      policy: ORDERS,
      account: ACCOUNT,
      before: aDocument('s3:GetObject', 'arn:aws:s3:::orders-1/*'),
    });
  });

  it('deletes nothing that could not be recorded', async () => {
    const { prune, log } = setUp({
      record: async () => {
        throw new AppError('unavailable', 'the history is away');
      },
    });
    const pruning = prune({ account: ACCOUNT, apply: true, by: 'maria' });
    await expect(pruning).rejects.toThrow('the history is away');
    expect(log).toEqual(['archive v1']);
  });

  it('tells others what it deleted, once a policy, and nothing of a plan', async () => {
    const planning = setUp();
    await planning.prune({ account: ACCOUNT, apply: false, by: 'maria' });
    expect(planning.published).toEqual([]);
    const { prune, published } = setUp();
    await prune({ account: ACCOUNT, apply: true, by: 'maria' });
    expect(published).toEqual([
      {
        name: 'versions-pruned',
        id: ORDERS,
        account: ACCOUNT,
        principalArn: null,
        at: NOW,
        detail: { versions: 'v1 v2 v3', count: 3, defaultVersionId: 'v5' },
      },
    ]);
  });

  it('row 47: leaves a policy to the run that cleans it up already', async () => {
    const { prune, log } = setUp({
      leases: { take: async () => 'held', release: async () => undefined },
    });
    const report = await prune({ account: ACCOUNT, apply: true, by: 'maria' });
    expect(linesOf(report)).toEqual(['Orders skipped leased', 'Stock v1 kept default']);
    expect(log).toEqual([]);
  });

  it('row 47: gives its lease back, also when it fails', async () => {
    const leases: string[] = [];
    const { prune } = setUp({
      leases: {
        take: async (arn, { holder, now, expiresAt }) => {
          leases.push(`take ${arn} ${holder} ${now} ${expiresAt}`);
          return 'taken';
        },
        release: async (arn, holder) => void leases.push(`release ${arn} ${holder}`),
      },
      pruner: {
        deletePolicyVersion: async () => {
          throw new AppError('throttled', 'rate exceeded');
        },
      },
    });
    const pruning = prune({ account: ACCOUNT, apply: true, by: 'maria' });
    await expect(pruning).rejects.toThrow('rate exceeded');
    expect(leases).toEqual([
      `take ${ORDERS} test ${NOW} 2026-03-01T12:01:00.000Z`,
      `release ${ORDERS} test`,
    ]);
  });

  it('pauses between deletions', async () => {
    const waits: number[] = [];
    const clock = { now: () => NOW, sleep: async (ms: number) => void waits.push(ms) };
    await setUp({ clock }).prune({ account: ACCOUNT, apply: true, by: 'maria' });
    expect(waits).toEqual([500, 500]);
  });

  it.each([
    [0, ['postponed', 'postponed', 'postponed'], 0],
    [2, ['done', 'done', 'postponed'], 2],
    [9, ['done', 'done', 'done'], 3],
  ])('deletes at most %d versions a run, and plans the same', async (most, fates, deletions) => {
    const order = { account: ACCOUNT, by: 'maria', mostDeletions: most };
    const { prune, log } = setUp();
    const fatesOf = (report: PruneReport) =>
      linesOf(report)
        .filter((line) => line.endsWith('superseded'))
        .map((line) => line.split(' ')[2]!.replace(/^(would-prune|pruned)$/, 'done'));
    expect(fatesOf(await prune({ ...order, apply: false }))).toEqual(fates);
    expect(fatesOf(await prune({ ...order, apply: true }))).toEqual(fates);
    expect(log.filter((line) => line.startsWith('delete'))).toHaveLength(deletions);
  });

  it('keeps to the policies in scope', async () => {
    const { prune } = setUp();
    const order = { account: ACCOUNT, apply: false, by: 'maria' };
    const linesIn = async (policies: readonly string[]) =>
      linesOf(await prune({ ...order, policies }));
    expect(await linesIn([aPolicyArn('St*')])).toEqual(['Stock v1 kept default']);
    expect(await linesIn([])).toEqual([]);
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
  const recorded: AuditEntry[] = [];
  const published: PublishedEvent[] = [];
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
    leases: { take: async () => 'taken', release: async () => undefined },
    record: async (entries) => {
      recorded.push(...entries);
    },
    publisher: {
      publish: async (events) => {
        published.push(...events);
      },
    },
    rules: { holder: 'test', leaseMilliseconds: 60_000, pauseMilliseconds: 500 },
    protectedVersions: async () => new Map(),
    busyPolicies: async () => new Set(),
    clock,
    ...overrides,
  });
  return { prune, account, log, archived, recorded, published };
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
