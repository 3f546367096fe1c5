import { describe, expect, it } from '@jest/globals';
import { toDigestMarkdown } from '../../../src/adapters/github/digest-markdown.ts';
import { toDigestMessage } from '../../../src/adapters/slack/digest-message.ts';
import { isQuiet, toDigest } from '../../../src/domain/finding/digest.ts';
import { median } from '../../../src/domain/finding/digest-flow.ts';
import { toDigestText } from '../../../src/domain/finding/notice-text.ts';
import type { Finding } from '../../../src/domain/finding/finding.ts';
import type { Proposal } from '../../../src/domain/proposal/proposal.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { aProposal } from '../../builders/a-proposal.ts';
import { faultsOfMessage } from '../../builders/block-kit.ts';

const PERIOD = { since: '2026-11-20T00:00:00Z', until: '2026-11-21T00:00:00Z' };
const TODAY = '2026-11-20T10:00:00Z';
const YESTERDAY = '2026-11-19T10:00:00Z';

let serial = 0;
function finding(openedAt: string, changes: Partial<Finding> = {}): Finding {
  const history = [{ at: openedAt, event: 'finding-opened', by: 'rolemender', detail: '' }];
  return aFinding({
    fingerprint: String((serial += 1)),
    history,
    lastSeenAt: openedAt,
    ...changes,
  });
}
function proposal(changes: Partial<Proposal> = {}): Proposal {
  return aProposal({ digest: String((serial += 1)).padStart(64, '0'), ...changes });
}
const decided = (verdict: 'approved' | 'rejected' | 'expired', at: string) => ({
  createdAt: '2026-11-20T09:00:00Z',
  decision: { verdict, by: 'x', at, digest: 'd', reason: null },
});
const digestOf = (findings: readonly Finding[], proposals: readonly Proposal[] = []) =>
  toDigest({ findings, proposals }, PERIOD);

describe('domain/finding/digest', () => {
  it('D1: counts what changed against the period before', () => {
    const digest = digestOf([
      finding(TODAY),
      finding(TODAY),
      finding(YESTERDAY),
      finding(YESTERDAY, { lastSeenAt: TODAY }),
      finding(YESTERDAY, { state: 'fixed', settledAt: TODAY }),
      finding(YESTERDAY, { state: 'expired', settledAt: YESTERDAY }),
    ]);
    expect(digest.counts).toEqual({ opened: 2, repeated: 1, fixed: 1, suppressed: 0, expired: 0 });
    expect(digest.before).toEqual({ opened: 4, repeated: 0, fixed: 0, suppressed: 0, expired: 1 });
  });

  it('D1: puts what needs a decision first, most dangerous first', () => {
    const risk = (tier: 2 | 4) => ({ kind: 'passed', risk: { tier, reasons: [] } }) as const;
    const known = finding(TODAY);
    const { waiting } = digestOf(
      [known],
      [
        proposal({ guardrail: risk(4), findingIds: [known.id] }),
        proposal({ guardrail: risk(2) }),
        proposal({ expiresAt: TODAY }),
        proposal({ state: 'approved' }),
      ],
    );
    expect(waiting.map(({ tier }) => tier)).toEqual([2, 4]);
    expect(waiting[1]).toMatchObject({ findingId: known.id, actions: ['dynamodb:Scan'] });
  });

  it('D1: names failed changes of the period, and alerts that stand', () => {
    const row = (at: string) => ({ history: [{ at, event: 'failed', by: '', detail: '' }] });
    const digest = digestOf(
      [
        finding(YESTERDAY, { state: 'unfixable', fingerprint: 'reconnaissance of x' }),
        finding(YESTERDAY, { state: 'unfixable', suspicion: 'odd' }),
        finding(YESTERDAY, { state: 'unfixable' }),
      ],
      [
        proposal({ state: 'failed', ...row(TODAY) }),
        proposal({ state: 'verify-failed', ...row(TODAY) }),
        proposal({ state: 'failed', ...row(YESTERDAY) }),
      ],
    );
    expect(digest.failed).toHaveLength(2);
    expect(digest.alerts).toHaveLength(2);
  });

  it('D3, D5: names policies without room, and silences that end within a week', () => {
    const until = (suppressedUntil: string) =>
      finding(YESTERDAY, { state: 'suppressed', suppressedUntil });
    const change = {
      at: TODAY,
      newVersionId: 'v4',
      previousVersionId: 'v3',
      prunedVersionId: null,
    };
    const quotaUse = { sizeBefore: 1, sizeAfter: 5500, sizeLimit: 6144, versionToPrune: null };
    const digest = digestOf(
      [until('2026-11-25T00:00:00Z'), until('2026-12-25T00:00:00Z')],
      [proposal({ state: 'verified', change, quotaUse }), proposal({ state: 'verified', change })],
    );
    expect(digest.endingSilences).toHaveLength(1);
    expect(digest.tightPolicies).toMatchObject([{ share: 5500 / 6144 }]);
  });

  it('D4: measures how decisions went, and the numbers add up', () => {
    const change = (at: string) => ({
      change: { at, newVersionId: null, previousVersionId: null, prunedVersionId: null },
    });
    const { flow } = digestOf(
      [finding(TODAY, { count: 500, messages: [{ channel: 'C', id: '1' }] })],
      [
        proposal({
          ...decided('approved', '2026-11-20T09:10:00Z'),
          ...change('2026-11-20T09:12:00Z'),
        }),
        proposal(decided('rejected', '2026-11-20T09:30:00Z')),
        proposal(decided('expired', '2026-11-20T17:00:00Z')),
        proposal(decided('approved', YESTERDAY)),
      ],
    );
    expect(flow).toEqual({
      approved: 1,
      rejected: 1,
      expired: 1,
      minutesToDecide: 20,
      minutesToApply: 2,
      denials: 500,
      messages: 1,
    });
    expect(median([3, 1, 2])).toBe(2);
    expect(median([])).toBeNull();
  });

  it('D2: is one line when nothing is new', () => {
    const quiet = digestOf([finding('2026-11-01T00:00:00Z')]);
    expect(isQuiet(quiet)).toBe(true);
    expect(toDigestMessage(quiet).blocks).toHaveLength(1);
    expect(toDigestMarkdown(quiet)).toContain('nothing new');
  });

  it('D2: caps its lists within Slack’s limits, and says how many more there are', () => {
    const evil = '<!channel>`'.repeat(40);
    const findings = Array.from({ length: 300 }, (_, i) => {
      const one = finding(TODAY, { principalArn: `arn:aws:iam::123456789012:role/r${i}` });
      return { ...one, principalArn: `${one.principalArn}${evil}` };
    });
    const proposals = findings.map(({ id }) => proposal({ findingIds: [id] }));
    const digest = digestOf(findings, proposals);
    const message = toDigestMessage(digest);

    expect(faultsOfMessage(message)).toEqual([]);
    expect(JSON.stringify(message)).toMatch(/… and \d{3} more/);
    expect(JSON.stringify(message)).not.toContain('<!channel>');
    expect(toDigestMarkdown(digest)).toContain('… and 280 more');
    expect(toDigestText(digest).text.split('\n').length).toBeLessThan(80);
  });
});
