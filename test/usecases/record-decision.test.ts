import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalStore, openMemoryStore } from '../../src/compose/open-local-store.ts';
import { createRecordDecision } from '../../src/usecases/record-decision.ts';
import { aClock } from '../builders/a-local-app.ts';
import { aProposal } from '../builders/a-proposal.ts';

const CLOCK = aClock('2026-11-20T11:00:00.000Z');

describe('usecases/record-decision', () => {
  let local: LocalStore;
  beforeEach(async () => {
    local = await openMemoryStore();
  });
  afterEach(() => local.close());

  async function decide(verdict: 'approved' | 'rejected', applyRefusal: 'code-owned' | null) {
    const proposal = aProposal({ applyRefusal });
    await local.store.save(proposal);
    const command = { proposalId: proposal.id, digest: proposal.digest, by: 'x', reason: null };
    return createRecordDecision({ store: local.store, clock: CLOCK })({ ...command, verdict });
  }

  it('does not take an approval of what may not be applied here', async () => {
    expect(await decide('approved', 'code-owned')).toMatchObject({
      kind: 'refused',
      code: 'apply-refused',
      proposal: { state: 'offered' },
    });
  });

  it('takes its rejection, and the approval of everything else', async () => {
    expect(await decide('rejected', 'code-owned')).toMatchObject({ kind: 'recorded' });
    await local.close();
    local = await openMemoryStore();
    expect(await decide('approved', null)).toMatchObject({ kind: 'recorded' });
  });
});
