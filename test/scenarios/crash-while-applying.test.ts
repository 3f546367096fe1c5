import { afterEach, describe, expect, it } from '@jest/globals';
import {
  createMemoryAccount,
  type WritableAccount,
} from '../../src/adapters/snapshot/snapshot-account.ts';
import { createLocalApp } from '../../src/compose/create-local-app.ts';
import { DEMO_ACCOUNT } from '../../src/compose/demo/demo.ts';
import type { LocalApp } from '../../src/compose/local-app.ts';
import { type LocalStore, openMemoryStore } from '../../src/compose/open-local-store.ts';
import type { Proposal } from '../../src/domain/proposal/proposal.ts';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';
import { aClock, aNotifier } from '../builders/a-local-app.ts';

const POLICY = 'arn:aws:iam::111122223333:policy/service/VideoCatalogTaskPolicy';

class Crash extends Error {}

/** Dies at the n-th call of anything: before the call did its work, or after it and before the answer. */
type Bomb = { at: number; when: 'before' | 'after'; calls: number; armed: boolean };

function explosive<T extends object>(target: T, bomb: Bomb): T {
  return new Proxy(target, {
    get(object, name, receiver) {
      const member: unknown = Reflect.get(object, name, receiver);
      if (typeof member !== 'function' || name === 'listAll') return member;
      return async (...args: unknown[]) => {
        const isHit = bomb.armed && (bomb.calls += 1) === bomb.at;
        if (isHit && bomb.when === 'before') throw new Crash();
        const answer: unknown = await (member as (...a: unknown[]) => unknown).apply(object, args);
        if (isHit) throw new Crash();
        return answer;
      };
    },
  });
}

// The worker dies at every single call of IAM or the store; the next one must end in the same place.
describe('scenarios/crash-while-applying', () => {
  let local: LocalStore;
  const clock = aClock();

  afterEach(() => local.close());

  function start(account: WritableAccount, bomb: Bomb, holder: string): LocalApp {
    return createLocalApp({
      clock,
      account: explosive(account, bomb),
      local: { ...local, store: explosive(local.store, bomb) },
      notifier: aNotifier(),
      holder,
    });
  }

  async function offer(): Promise<{ account: WritableAccount; proposal: Proposal }> {
    local = await openMemoryStore();
    const account = createMemoryAccount(DEMO_ACCOUNT, {
      clock,
      newId: () => 'ANPATEST0000000000001',
    });
    const app = start(account, { at: 0, when: 'before', calls: 0, armed: false }, 'first');
    await app.feed(readingsOf(aDeniedCall()));
    const [finding] = await app.listFindings();
    return { account, proposal: (await app.show(finding!.id))!.proposals[0]! };
  }

  async function crashAt(at: number, when: 'before' | 'after', work: 'approve' | 'rollback') {
    const { account, proposal } = await offer();
    const bomb: Bomb = { at, when, calls: 0, armed: false };
    const doomed = start(account, bomb, 'doomed');
    const { id: proposalId, digest } = proposal;
    const approval = { proposalId, verdict: 'approved', digest, by: 'x', reason: null } as const;
    if (work === 'rollback') await doomed.decide(approval);
    bomb.armed = true;
    let decided = true;
    try {
      if (work === 'approve') await doomed.decide(approval);
      else await doomed.rollBack({ proposalId, by: 'x', reason: null });
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      const stored = await local.store.findProposal(proposalId);
      decided = work === 'approve' ? stored?.decision !== null : stored?.rollback !== null;
    }
    const isOver = bomb.calls < at;
    const heir = start(account, { at: 0, when, calls: 0, armed: false }, 'heir');
    await heir.resume();
    const after = (await local.store.findProposal(proposalId))!;
    const policy = (await account.findManagedPolicy(POLICY))!;
    return { after, policy, decided, isOver };
  }

  it.each(['before', 'after'] as const)(
    'row 11, row 12, row 13: ends applied and verified with exactly one new version, wherever it dies %s a call',
    async (when) => {
      for (let at = 1; ; at++) {
        const { after, policy, decided, isOver } = await crashAt(at, when, 'approve');
        const newest = policy.versions.map(({ versionId }) => versionId)[0];
        expect({ at, state: after.state, default: policy.defaultVersionId, newest }).toEqual(
          decided
            ? { at, state: 'verified', default: 'v8', newest: 'v8' }
            : { at, state: 'offered', default: 'v7', newest: 'v7' },
        );
        expect(after.outbox).toEqual([]);
        await local.close();
        if (isOver) break;
        expect(at).toBeLessThan(200);
      }
    },
    300_000,
  );

  it.each(['before', 'after'] as const)(
    'row 12: ends rolled back to the previous version, wherever a rollback dies %s a call',
    async (when) => {
      for (let at = 1; ; at++) {
        const { after, policy, decided, isOver } = await crashAt(at, when, 'rollback');
        expect({ at, state: after.state, default: policy.defaultVersionId }).toEqual(
          decided
            ? { at, state: 'rolled-back', default: 'v7' }
            : { at, state: 'verified', default: 'v8' },
        );
        expect(policy.versions).toHaveLength(5);
        await local.close();
        if (isOver) break;
        expect(at).toBeLessThan(200);
      }
    },
    300_000,
  );
});
