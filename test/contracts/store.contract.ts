import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Finding } from '../../src/domain/finding/finding.ts';
import type { Proposal } from '../../src/domain/proposal/proposal.ts';
import { digestOf } from '../../src/kernel/digest.ts';
import type { AggregateStore } from '../../src/ports/aggregate-store.ts';
import type { ArchivedVersion, DocumentArchive } from '../../src/ports/document-archive.ts';
import { aFinding } from '../builders/a-finding.ts';
import { aProposal } from '../builders/a-proposal.ts';

/** A fresh, empty store, and the ways in which a test can harm it. */
export type StoreSubject = {
  readonly store: AggregateStore;
  readonly archive: DocumentArchive;
  /** Carries the next write out, then loses its answer, as a broken connection does; `meanwhile` happens before the caller notices. */
  loseNextAnswer(meanwhile?: () => Promise<void>): void;
  /** Changes attributes of a stored item behind the store's back. */
  overwrite(id: string, attributes: Record<string, unknown>): Promise<void>;
  close(): Promise<void>;
};

const VERSION: ArchivedVersion = {
  policyArn: 'arn:aws:iam::123456789012:policy/app/orders',
  policyId: 'ANPAEXAMPLEORDERSPOLI',
  versionId: 'v2',
  document: { Version: '2012-10-17', Statement: [] },
  deletedAt: '2026-11-20T10:00:00Z',
};

/** What every implementation of `AggregateStore` and `DocumentArchive` must do. */
export function defineStoreContractTests(name: string, create: () => Promise<StoreSubject>): void {
  describe(`${name} keeps the store's contract`, () => {
    let subject: StoreSubject;
    let store: AggregateStore;
    beforeEach(async () => {
      subject = await create();
      store = subject.store;
    });
    afterEach(() => subject.close());

    describe('saving', () => {
      it('gives back what was saved, whole', async () => {
        const finding = aFinding({ owner: '', refusal: 'naïve — 日本 \u0000 \ud800' });
        const proposal = aProposal({ note: null });
        expect(await store.save(finding)).toBe('saved');
        expect(await store.save(proposal)).toBe('saved');
        expect(await store.findFinding(finding.id)).toEqual(finding);
        expect(await store.findProposal(proposal.id)).toEqual(proposal);
      });

      it('creates an aggregate once', async () => {
        expect(await store.save(aFinding({ owner: 'first' }))).toBe('saved');
        expect(await store.save(aFinding({ owner: 'second' }))).toBe('conflict');
        expect((await store.findFinding(aFinding().id))?.owner).toBe('first');
      });

      it('replaces exactly the version before', async () => {
        await store.save(aFinding());
        expect(await store.save(aFinding({ version: 3 }))).toBe('conflict');
        expect(await store.save(aFinding({ version: 2, state: 'proposed' }))).toBe('saved');
        expect(await store.save(aFinding({ version: 2, state: 'fixed' }))).toBe('conflict');
        expect((await store.findFinding(aFinding().id))?.state).toBe('proposed');
      });

      it('does not create an aggregate in a later version', async () => {
        expect(await store.save(aFinding({ version: 2 }))).toBe('conflict');
        expect(await store.findFinding(aFinding().id)).toBeUndefined();
      });

      it('lets one of many writers of a version win', async () => {
        await store.save(aFinding());
        const rivals = Array.from({ length: 50 }, (_, index) =>
          store.save(aFinding({ version: 2, owner: `rival ${index}` })),
        );
        const outcomes = await Promise.all(rivals);
        expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
        const winner = outcomes.indexOf('saved');
        expect((await store.findFinding(aFinding().id))?.owner).toBe(`rival ${winner}`);
      });

      it('refuses an aggregate that no item can hold', async () => {
        const attempt = store.save(aFinding({ refusal: 'é'.repeat(210_000) }));
        await expect(attempt).rejects.toMatchObject({ code: 'limit-exceeded', retryable: false });
        expect(await store.findFinding(aFinding().id)).toBeUndefined();
      });

      it('stores an aggregate just below the limit', async () => {
        const finding = aFinding({ refusal: 'x'.repeat(400_000) });
        expect(await store.save(finding)).toBe('saved');
        expect(await store.findFinding(finding.id)).toEqual(finding);
      });

      it('throws, as a bug, for an id of another principal or kind', async () => {
        const other = aFinding({ fingerprint: 'x' }).id;
        await expect(store.save(aProposal({ id: other }))).rejects.toThrow('is not of a proposal');
        const stranger = aFinding({ principalArn: 'arn:aws:iam::1:role/other' }).id;
        await expect(store.save(aFinding({ id: stranger }))).rejects.toThrow('of its principal');
        await expect(store.save(aFinding({ version: 0 }))).rejects.toThrow('versions count from 1');
      });
    });

    describe('a lost answer', () => {
      it('counts as saved when the write had landed', async () => {
        subject.loseNextAnswer();
        expect(await store.save(aFinding())).toBe('saved');
        subject.loseNextAnswer();
        expect(await store.save(aFinding({ version: 2 }))).toBe('saved');
        expect((await store.findFinding(aFinding().id))?.version).toBe(2);
      });

      it('counts as saved even when others have written since', async () => {
        await store.save(aFinding());
        subject.loseNextAnswer(async () => {
          for (const version of [3, 4, 5]) {
            expect(await store.save(aFinding({ version }))).toBe('saved');
          }
        });
        expect(await store.save(aFinding({ version: 2 }))).toBe('saved');
        expect((await store.findFinding(aFinding().id))?.version).toBe(5);
      });

      it('is a conflict when another writer had been first', async () => {
        await store.save(aFinding());
        await store.save(aFinding({ version: 2, owner: 'other' }));
        subject.loseNextAnswer();
        expect(await store.save(aFinding({ version: 2, owner: 'late' }))).toBe('conflict');
        expect((await store.findFinding(aFinding().id))?.owner).toBe('other');
      });
    });

    describe('finding', () => {
      it.each([
        '',
        'f-',
        'p-abc',
        'archive-ANPA',
        '../../x',
        `f-${'0'.repeat(6)}-${'0'.repeat(8)}`,
      ])('finds nothing under %j', async (id) => {
        expect(await store.findFinding(id)).toBeUndefined();
        expect(await store.findProposal(id)).toBeUndefined();
      });

      it('does not take a proposal for a finding', async () => {
        await store.save(aProposal());
        expect(await store.findFinding(aProposal().id)).toBeUndefined();
      });
    });

    describe('listing', () => {
      it('lists what concerns one principal and nothing else', async () => {
        const other = 'arn:aws:iam::123456789012:role/other';
        await store.save(aFinding());
        await store.save(aFinding({ fingerprint: 'second' }));
        await store.save(aProposal());
        await store.save(aFinding({ principalArn: other }));
        const mine = await store.listOfPrincipal(aFinding().principalArn);
        expect(mine.findings.map(({ fingerprint }) => fingerprint).toSorted()).toEqual([
          aFinding().fingerprint,
          'second',
        ]);
        expect(mine.proposals).toEqual([aProposal()]);
        expect((await store.listOfPrincipal(other)).proposals).toEqual([]);
        expect((await store.listOfPrincipal(`${other}-not`)).findings).toEqual([]);
      });

      it('lists everything, over pages of 1 MB, and no archived version', async () => {
        const big = 'x'.repeat(300_000);
        const saved = Array.from({ length: 12 }, (_, index) =>
          aFinding({ fingerprint: `f${index}`, refusal: big, principalArn: arnOf(index % 2) }),
        );
        await Promise.all([...saved, aProposal()].map((aggregate) => store.save(aggregate)));
        await subject.archive.saveVersion(VERSION);
        const all = await listed(store.listAll());
        const ids = all.map(({ id }) => id).toSorted();
        expect(ids).toEqual([...saved, aProposal()].map(({ id }) => id).toSorted());
        expect((await store.listOfPrincipal(arnOf(0))).findings).toHaveLength(6);
      });

      it('lists nothing from an empty store', async () => {
        expect(await listed(store.listAll())).toEqual([]);
      });
    });

    describe('an item that it cannot read', () => {
      it.each([
        ['a changed body', { body: '{}' }, 'was changed'],
        ['no JSON', sealed('{'), 'no JSON'],
        ['no body', { body: undefined }, 'no body'],
        ['no object', sealed('7'), 'no object'],
        ['another body', bodyWith({ version: 9 }), 'another version'],
        ['an unknown state', { state: 'x', ...bodyWith({ state: 'x' }) }, 'kind or state'],
        ['an unknown kind', { kind: 'x', ...bodyWith({ kind: 'x' }) }, 'kind or state'],
        ['no history', bodyWith({ history: null }), 'history or outbox'],
        ['no schema', { schema: 'x' }, 'no schema number'],
        ['a schema from the future', { schema: 2 }, 'a newer release of rolemender wrote it'],
      ])('is a fault and never absent: %s', async (_name, attributes, reason) => {
        const { id, principalArn } = aFinding();
        await store.save(aFinding());
        await subject.overwrite(id, attributes);
        const fault = {
          code: 'invalid-data',
          context: { id },
          message: expect.stringContaining(reason),
        };
        await expect(store.findFinding(id)).rejects.toMatchObject(fault);
        await expect(store.listOfPrincipal(principalArn)).rejects.toMatchObject(fault);
        await expect(listed(store.listAll())).rejects.toMatchObject(fault);
        expect(await store.save(aFinding())).toBe('conflict');
      });
    });

    it('lists the others beside an item that is damaged, and names that one', async () => {
      const other = aFinding({ fingerprint: 'another' });
      await store.save(aFinding());
      await store.save(other);
      await subject.overwrite(aFinding().id, { body: '{' });
      const told: unknown[] = [];

      expect(await listed(store.listAll((fault) => told.push(fault)))).toEqual([other]);
      expect(told).toMatchObject([{ code: 'invalid-data', context: { id: aFinding().id } }]);
    });

    describe('the archive', () => {
      it('gives back a version that was saved', async () => {
        await subject.archive.saveVersion(VERSION);
        expect(await subject.archive.findVersion(VERSION.policyId, 'v2')).toEqual(VERSION);
      });

      it('never changes a version', async () => {
        await subject.archive.saveVersion(VERSION);
        await subject.archive.saveVersion({ ...VERSION, deletedAt: '2030-01-01T00:00:00Z' });
        expect(await subject.archive.findVersion(VERSION.policyId, 'v2')).toEqual(VERSION);
      });

      it('saves once when the answer was lost', async () => {
        subject.loseNextAnswer();
        await subject.archive.saveVersion(VERSION);
        expect(await subject.archive.findVersion(VERSION.policyId, 'v2')).toEqual(VERSION);
      });

      it('knows no version that was not saved', async () => {
        await subject.archive.saveVersion(VERSION);
        expect(await subject.archive.findVersion(VERSION.policyId, 'v3')).toBeUndefined();
        expect(await subject.archive.findVersion('ANPAOTHER', 'v2')).toBeUndefined();
      });
    });

    it('behaves like a map with versions under any order of saves', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uuid(),
          fc.array(versionedSave(), { maxLength: 20 }),
          async (seed, saves) => {
            const stored = new Map<string, Finding | Proposal>();
            for (const save of saves) {
              const next = save(seed);
              const expected = (stored.get(next.id)?.version ?? 0) === next.version - 1;
              expect(await store.save(next)).toBe(expected ? 'saved' : 'conflict');
              if (expected) stored.set(next.id, next);
            }
            for (const [id, aggregate] of stored) {
              const found = (await store.findFinding(id)) ?? (await store.findProposal(id));
              expect(found).toEqual(aggregate);
            }
          },
        ),
        { numRuns: 25 },
      );
    });
  });
}

function arnOf(index: number): string {
  return `arn:aws:iam::123456789012:role/role-${index}`;
}

function bodyWith(changes: object): Record<string, unknown> {
  return sealed(JSON.stringify({ ...aFinding(), ...changes }));
}

/** A body with its own digest, as another program that knows the format would write it. */
function sealed(body: string): Record<string, unknown> {
  return { body, digest: digestOf(body) };
}

/** A save of one of four aggregates in one of its first versions; `seed` keeps runs apart. */
function versionedSave(): fc.Arbitrary<(seed: string) => Finding | Proposal> {
  const parts = fc.record({
    n: fc.nat(1),
    version: fc.integer({ min: 1, max: 4 }),
    isFinding: fc.boolean(),
  });
  return parts.map(({ n, version, isFinding }) => (seed) => {
    const principalArn = arnOf(n);
    if (isFinding) return aFinding({ principalArn, fingerprint: seed, version });
    return aProposal({ principalArn, digest: seed, version });
  });
}

async function listed(
  aggregates: AsyncIterable<Finding | Proposal>,
): Promise<(Finding | Proposal)[]> {
  const all: (Finding | Proposal)[] = [];
  for await (const aggregate of aggregates) all.push(aggregate);
  return all;
}
