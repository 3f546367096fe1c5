import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalStore, openMemoryStore } from '../../src/compose/open-local-store.ts';
import { createRemindApprovers, remindersDue } from '../../src/usecases/remind-approvers.ts';
import { aFinding } from '../builders/a-finding.ts';
import { aClock } from '../builders/a-local-app.ts';
import { aProposal } from '../builders/a-proposal.ts';

const START = '2026-11-20T10:00:06.000Z';

describe('usecases/remind-approvers', () => {
  let local: LocalStore;
  beforeEach(async () => {
    local = await openMemoryStore();
  });
  afterEach(() => local.close());

  it.each([
    [0, 0],
    [14.9, 0],
    [15, 1],
    [44.9, 1],
    [45, 2],
    [105, 3],
    [100_000, 3],
  ])('S8: after %d minutes %d reminders are due', (age, due) => {
    expect(remindersDue(age, 15)).toBe(due);
  });

  it('S8: reminds of the newest round only, and not of what is decided, over or set aside', async () => {
    const clock = aClock(START);
    const rounds: string[] = [];
    const notices = {
      remind: async (finding: { id: string }, _proposal: unknown, round: number) =>
        void rounds.push(`${finding.id} ${round}`),
    };
    const waiting = aFinding({ state: 'proposed', fingerprint: 'waiting' });
    const aside = aFinding({ state: 'suppressed', fingerprint: 'aside' });
    await local.store.save(waiting);
    await local.store.save(aside);
    const changes = { createdAt: START, expiresAt: '2026-11-20T18:00:06.000Z' };
    const findingIds = [waiting.id, aside.id];
    await local.store.save(aProposal({ ...changes, findingIds }));
    await local.store.save(
      aProposal({ ...changes, findingIds, digest: 'e'.repeat(64), state: 'rejected' }),
    );
    const remind = createRemindApprovers({
      store: local.store,
      notices,
      clock,
      rules: { firstMinutes: 15 },
    });
    await remind();
    expect(rounds).toEqual([]);
    clock.advance(50 * 60_000);
    await remind();
    expect(rounds).toEqual([`${waiting.id} 2`]);
    clock.advance(8 * 3_600_000);
    await remind();
    expect(rounds).toHaveLength(1);
  });
});
