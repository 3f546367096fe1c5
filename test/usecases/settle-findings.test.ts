import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryStore, type LocalStore } from '../../src/compose/open-local-store.ts';
import { addDenials } from '../../src/domain/finding/add-denials.ts';
import type { Rejection } from '../../src/domain/proposal/proposal.ts';
import { createEscalateFinding } from '../../src/usecases/escalate-finding.ts';
import { createSettleFindings } from '../../src/usecases/settle-findings.ts';
import { aFinding } from '../builders/a-finding.ts';
import { aClock } from '../builders/a-local-app.ts';
import { aProposal } from '../builders/a-proposal.ts';

const NOW = '2026-11-20T12:00:00.000Z';

describe('usecases/settle-findings', () => {
  let local: LocalStore;
  beforeEach(async () => {
    local = await openMemoryStore();
  });
  afterEach(() => local.close());

  async function rejected(rejection: Rejection | null) {
    const proposal = aProposal({ state: 'rejected' });
    const finding = aFinding({ state: 'proposed', proposalIds: [proposal.id] });
    await local.store.save(finding);
    const by = 'U0ALICE (Slack)';
    const decision = { verdict: 'rejected', by, at: NOW, digest: 'd', reason: 'odd' } as const;
    const settle = createSettleFindings({ store: local.store, clock: aClock(NOW) });
    const [settled] = await settle({
      ...proposal,
      findingIds: [finding.id],
      decision: { ...decision, ...(rejection && { rejection }) },
    });
    return settled!;
  }

  it('suppresses the findings of a rejection for as long as it says', async () => {
    const silencedUntil = '2026-12-20T12:00:00.000Z';
    expect(await rejected({ why: 'not-now', silencedUntil })).toMatchObject({
      state: 'suppressed',
      suppressedUntil: silencedUntil,
    });
  });

  it('suppresses them until somebody says otherwise where it says nothing', async () => {
    expect(await rejected(null)).toMatchObject({ state: 'suppressed', suppressedUntil: null });
  });

  it('S10: hands what is called suspicious to the security team instead of closing it', async () => {
    const finding = await rejected({ why: 'suspicious', silencedUntil: null });
    expect(finding).toMatchObject({
      state: 'unfixable',
      owner: 'security team',
      suspicion: 'U0ALICE (Slack) called it suspicious: odd',
    });
    expect(finding.outbox.at(-1)?.event).toBe('finding-escalated');
    const elsewhere = 'arn:aws:dynamodb:us-east-1:123456789012:table/other';
    const required = [{ ...finding.sample.required[0]!, resources: [elsewhere] }];
    const denial = { ...finding.sample, eventId: 'new', required };
    expect(addDenials(finding, [denial], NOW)).toMatchObject({ state: 'unfixable', count: 2 });
  });

  it('announces it to them once, beside the message that there is', async () => {
    const { id } = await rejected({ why: 'suspicious', silencedUntil: null });
    const notifier = {
      announce: async () => ({ channel: 'C0SECURITY', id: '2.2' }),
      update: async () => {},
    };
    const escalate = createEscalateFinding({ store: local.store, notifier });
    await escalate(id);
    await escalate(id);
    await escalate('f-000000-00000000');
    expect((await local.store.findFinding(id))?.messages).toEqual([
      { channel: 'C0SECURITY', id: '2.2' },
    ]);
  });
});
