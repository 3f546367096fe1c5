import { afterEach, describe, expect, it } from '@jest/globals';
import { createMemoryAccount } from '../../src/adapters/snapshot/snapshot-account.ts';
import { createLocalApp } from '../../src/compose/create-local-app.ts';
import { DEMO_ACCOUNT } from '../../src/compose/demo/demo.ts';
import type { LocalApp } from '../../src/compose/local-app.ts';
import { type LocalStore, openMemoryStore } from '../../src/compose/open-local-store.ts';
import { type AuditRow, readAuditRecord } from '../../src/domain/audit/audit-row.ts';
import { createVerifyAudit } from '../../src/usecases/verify-audit.ts';
import { aDeniedCall, readingsOf } from '../builders/a-denied-call.ts';
import { aClock, aNotifier } from '../builders/a-local-app.ts';
import { recordsOf } from '../builders/an-audit.ts';

class Crash extends Error {}

type Bomb = { at: number; when: 'before' | 'after'; calls: number; armed: boolean };
const NEVER: Bomb = { at: 0, when: 'before', calls: 0, armed: false };

function explosive<T extends object>(target: T, bomb: Bomb): T {
  return new Proxy(target, {
    get(object, name, receiver) {
      const member: unknown = Reflect.get(object, name, receiver);
      if (typeof member !== 'function' || name === 'listAll' || name === 'list') return member;
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

// Nothing is done without a row: the decision has its row before IAM is touched, the change before its work is over.
describe('scenarios/audit-trail', () => {
  let local: LocalStore;
  const clock = aClock();
  afterEach(() => local.close());

  async function offer() {
    local = await openMemoryStore();
    const account = createMemoryAccount(DEMO_ACCOUNT, {
      clock,
      newId: () => 'ANPATEST0000000000001',
    });
    const start = (bomb: Bomb, holder: string): LocalApp =>
      createLocalApp({
        clock,
        account: explosive(account, bomb),
        local: {
          ...local,
          store: explosive(local.store, bomb),
          audit: explosive(local.audit, bomb),
        },
        notifier: aNotifier(),
        holder,
      });
    const app = start(NEVER, 'first');
    await app.feed(readingsOf(aDeniedCall()));
    const [finding] = await app.listFindings();
    const [proposal] = (await app.show(finding!.id))!.proposals;
    return { app, start, account, proposal: proposal! };
  }

  async function rows(): Promise<readonly AuditRow[]> {
    const records = await recordsOf(local.audit);
    return records.map((record) => {
      const read = readAuditRecord(record);
      if (read.kind === 'fault') throw new Error(read.fault);
      return read.row;
    });
  }

  it('records who decided what, and the documents before and after', async () => {
    const { app, proposal } = await offer();
    expect(await rows()).toEqual([]);
    const { id: proposalId, digest } = proposal;
    await app.decide({ proposalId, verdict: 'approved', digest, by: 'maria', reason: 'needed' });
    await app.rollBack({ proposalId, by: 'ken', reason: 'not needed' });
    const history = await rows();
    expect(history.map(({ event, actor }) => `${event} by ${actor}`)).toEqual([
      'proposal-approved by maria',
      'applying by first',
      'change-applied by first',
      'change-verified by rolemender',
      'rollback-requested by ken',
      'change-rolled-back by ken',
    ]);
    const [approved, , applied, , , rolledBack] = history;
    expect(approved).toMatchObject({ digest, subject: proposalId, detail: 'needed' });
    expect(applied).toMatchObject({
      versions: { created: 'v8', previous: 'v7', pruned: 'v3' },
      before: proposal.target.baseDocument,
      after: proposal.targetDocument,
    });
    expect(rolledBack).toMatchObject({ before: applied!.after, after: applied!.before });
    expect(await createVerifyAudit({ log: local.audit })([])).toMatchObject({ faultCount: 0 });
  });

  it('row 16: records the attempt of the one who lost as well', async () => {
    const { app, proposal } = await offer();
    const { id: proposalId, digest } = proposal;
    const decide = (verdict: 'approved' | 'rejected', by: string) =>
      app.decide({ proposalId, verdict, digest, by, reason: null });
    await decide('rejected', 'maria');
    await decide('approved', 'ken');
    expect((await rows()).map(({ event, actor, detail }) => [event, actor, detail])).toEqual([
      ['proposal-closed', 'maria', ''],
      ['decision-refused', 'ken', 'approved: already-decided'],
    ]);
  });

  it.each(['before', 'after'] as const)(
    'leaves no change without its decision on record, wherever the worker dies %s a call',
    async (when) => {
      for (let at = 1; ; at++) {
        const { start, account, proposal } = await offer();
        const bomb: Bomb = { at, when, calls: 0, armed: true };
        const versionsBefore = await versionsOf(account);
        const { id: proposalId, digest } = proposal;
        await start(bomb, 'doomed')
          .decide({ proposalId, verdict: 'approved', digest, by: 'maria', reason: null })
          .catch((error: unknown) => {
            if (!(error instanceof Crash)) throw error;
          });
        const isTouched = (await versionsOf(account)) !== versionsBefore;
        const onRecord = (await rows()).map(({ event }) => event);
        if (isTouched) expect(onRecord).toContain('proposal-approved');
        await start(NEVER, 'heir').resume();
        const after = (await local.store.findProposal(proposalId))!;
        const events = (await rows()).map(({ event }) => event);
        const expected = after.history
          .map(({ event }) => event)
          .filter((e) => e !== 'proposal-offered');
        expect({ at, events }).toEqual({ at, events: expected });
        await local.close();
        if (bomb.calls < at) break;
        expect(at).toBeLessThan(200);
      }
    },
    300_000,
  );
});

const POLICY = 'arn:aws:iam::111122223333:policy/service/VideoCatalogTaskPolicy';

async function versionsOf(account: ReturnType<typeof createMemoryAccount>): Promise<string> {
  const policy = await account.findManagedPolicy(POLICY);
  return JSON.stringify([policy?.defaultVersionId, policy?.versions.map((v) => v.versionId)]);
}
