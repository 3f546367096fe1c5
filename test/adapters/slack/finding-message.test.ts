import { describe, expect, it } from '@jest/globals';
import { toFindingMessage } from '../../../src/adapters/slack/finding-message.ts';
import type { Finding } from '../../../src/domain/finding/finding.ts';
import type { Proposal } from '../../../src/domain/proposal/proposal.ts';
import type { RiskTier } from '../../../src/domain/policy/risk.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { aProposal } from '../../builders/a-proposal.ts';
import { aMessageContext } from '../../builders/message-arbitraries.ts';
import { buttonsOf, checkMessages } from '../../builders/message-laws.ts';

const proposed = aFinding({ state: 'proposed', proposalIds: [aProposal().id], count: 12 });
const approved: Partial<Proposal> = {
  decision: {
    verdict: 'approved',
    by: 'U0ALICE (Slack)',
    at: '2026-11-20T10:02:00Z',
    digest: 'd'.repeat(64),
    reason: null,
  },
};
const applied: Partial<Proposal> = {
  ...approved,
  state: 'applied',
  change: {
    at: '2026-11-20T10:03:00Z',
    newVersionId: 'v4',
    previousVersionId: 'v3',
    prunedVersionId: null,
  },
};
const verification = (kind: 'effective' | 'ineffective' | 'inconclusive') => ({
  verification: {
    kind,
    at: '2026-11-20T10:04:00Z',
    witnesses: ['read-back', 'evaluator'] as const,
    detail: 'still denied by the boundary',
  },
});

function shown(finding: Finding, changes: Partial<Proposal> | null, context = aMessageContext()) {
  const proposal = changes === null ? null : aProposal(changes);
  const message = toFindingMessage(finding, proposal, context);
  const words = message.blocks.map((block) => JSON.stringify(block)).join('\n');
  const labels = buttonsOf(message.blocks).map(({ label }) => label);
  return { message, words, labels };
}

const ofTier = (tier: RiskTier, kind: 'passed' | 'refused' = 'passed'): Partial<Proposal> => {
  const risk = { tier, reasons: ['hands out secrets'] };
  return {
    guardrail: kind === 'passed' ? { kind, risk } : { kind, code: 'privilege-escalation', risk },
  };
};

describe('adapters/slack/finding-message', () => {
  it('S1, S3: tells who, what, where, how often, the risk, and what Approve does', () => {
    const { message, words } = shown(proposed, {});

    expect(message).toMatchSnapshot();
    for (const part of ['orders-task', 'production', 'dynamodb:Scan', '*12 times*', '*low*', 'v3'])
      expect(words).toContain(part);
    expect(message.text).toBe(
      '`orders-task` in `production` cannot `dynamodb:Scan`.\nAny of `platform-oncall` (6 people) may approve.',
    );
  });

  it.each<[RiskTier, readonly string[]]>([
    [4, ['Approve…', 'Reject…', 'Details', 'Snooze…']],
    [3, ['Approve…', 'Reject…', 'Details', 'Snooze…']],
    [2, ['Approve…', 'Reject…', 'Details', 'Snooze…']],
    [1, ['Reject…', 'Details', 'Snooze…']],
    [0, ['Reject…', 'Details', 'Snooze…']],
  ])('S4: offers for tier %d: %j', (tier, labels) => {
    expect(shown(proposed, ofTier(tier)).labels).toEqual(labels);
  });

  it('offers no approval of what a guardrail refuses, or where nothing may be applied', () => {
    expect(shown(proposed, ofTier(4, 'refused')).labels).not.toContain('Approve…');
    const readOnly = shown(proposed, {}, aMessageContext({ mayApply: false }));
    expect(readOnly.labels).toEqual(['Reject…', 'Details', 'Snooze…']);
    const owned = shown(proposed, { applyRefusal: 'code-owned' });
    expect(owned.labels).toEqual(['Reject…', 'Details', 'Snooze…']);
    expect(owned.words).toContain('It cannot be approved here');
  });

  it('says of high risk that it takes a reason and a second approver, and who approved first', () => {
    expect(shown(proposed, ofTier(2)).words).toContain('Needs *2 approvals* and a reason');
    const approvals = [
      {
        by: 'U0ALICE (Slack)',
        at: '2026-11-20T10:02:00Z',
        digest: 'd',
        reason: 'x',
        groups: [],
      },
    ];
    expect(shown(proposed, { ...ofTier(2), approvals }).words).toContain(
      '*1 of 2 approvals*, by <@U0ALICE>',
    );
  });

  it('S5: has no buttons where no Allow can help; instead the reason and who can', () => {
    const refusal = 'a service control policy denies it';
    const { words, labels } = shown(
      aFinding({ state: 'unfixable', refusal, owner: 'organisation administrators' }),
      null,
    );
    expect(labels).toEqual([]);
    expect(words).toContain(refusal);
    expect(words).toContain('organisation administrators');
  });

  it('shows a reconnaissance alert, which only a person lifts', () => {
    const alert = {
      fingerprint: 'reconnaissance of x',
      refusal: 'many actions',
      owner: 'security',
    };
    const standing = shown(aFinding({ ...alert, state: 'unfixable' }), null);
    expect(standing.words).toContain('Security alert');
    expect(standing.labels).toEqual(['Lift alert…']);
    expect(shown(aFinding({ ...alert, state: 'suppressed' }), null).labels).toEqual([]);
  });

  it.each<[string, Partial<Proposal>, string, readonly string[]]>([
    ['approved', { ...approved, state: 'approved' }, 'waiting to be applied', ['Details']],
    ['applying', { ...approved, state: 'applying' }, '*Applying*', ['Details']],
    ['applied', applied, '*Applied `v4`*; being verified', ['Roll back…', 'Details']],
    [
      'unsure',
      { ...applied, ...verification('inconclusive') },
      'cannot be told',
      ['Roll back…', 'Details'],
    ],
    [
      'verified',
      { ...applied, ...verification('effective'), state: 'verified' },
      '*Verified*',
      ['Roll back…', 'Details'],
    ],
    [
      'ineffective',
      { ...applied, ...verification('ineffective'), state: 'verify-failed' },
      '*Next*: The change stands. Roll it back',
      ['Roll back…', 'Details'],
    ],
    [
      'failed',
      { ...approved, state: 'failed', note: 'IAM refused it' },
      'IAM refused it',
      ['Details'],
    ],
    [
      'superseded',
      { state: 'superseded', note: 'replaced by p-1' },
      '*No longer offered*',
      ['Details'],
    ],
    ['expired', { state: 'expired' }, '*Expired*', ['Details']],
    [
      'ordered back',
      {
        ...applied,
        rollback: { requestedAt: '', by: 'U0BOB (Slack)', reason: null, doneAt: null },
      },
      '*Rolling back*, ordered by <@U0BOB>',
      ['Details'],
    ],
    [
      'rolled back',
      {
        ...applied,
        state: 'rolled-back',
        rollback: { requestedAt: '', by: 'U0BOB (Slack)', reason: null, doneAt: '' },
      },
      '*Rolled back* by <@U0BOB> to `v3`',
      ['Details'],
    ],
  ])('S6: shows a proposal that is %s', (_, changes, words, labels) => {
    const one = shown(proposed, changes);
    expect(one.words).toContain(words);
    expect(one.labels).toEqual(labels);
    expect(one.words).not.toContain('Approve…');
  });

  it('names who approved, with the time in each reader’s zone', () => {
    const seconds = Date.parse('2026-11-20T10:02:00Z') / 1000;
    expect(shown(proposed, { ...approved, state: 'applying' }).words).toContain(
      `Approved by <@U0ALICE> <!date^${seconds}^{date_short_pretty} {time}|2026-11-20 10:02 UTC>`,
    );
  });

  it('S12: offers the rollback for 24 hours', () => {
    const at = (now: string) => shown(proposed, applied, aMessageContext({ now })).labels;
    expect(at('2026-11-21T10:02:59Z')).toContain('Roll back…');
    expect(at('2026-11-21T10:03:00Z')).not.toContain('Roll back…');
  });

  it('S8: shows an offer as expired as soon as its time is over', () => {
    const late = shown(proposed, { expiresAt: '2026-11-20T11:00:00Z' });
    expect(late.words).toContain('*Expired*');
    expect(late.labels).toEqual([]);
  });

  it('says until when it is set aside', () => {
    const until = aFinding({ state: 'suppressed', suppressedUntil: '2026-12-20T12:00:00Z' });
    expect(shown(until, null).words).toContain('*Set aside* until <!date^');
    expect(shown(aFinding({ state: 'suppressed' }), null).words).toContain('*Set aside*.');
  });

  it('keeps a difference of any length within the message, and counts what is missing', () => {
    const { words, message } = shown(proposed, { diff: '+ line\n'.repeat(5000) });
    expect(JSON.stringify(message).length).toBeLessThanOrEqual(12_000);
    expect(words).toMatch(/… \(\+\d{4} lines\)/);
  });

  it('renders 2,000 hostile findings within Slack’s limits', () => {
    checkMessages(2_000);
  });
});
