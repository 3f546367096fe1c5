import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Denial } from '../../../src/domain/denial/denial.ts';
import type { Finding } from '../../../src/domain/finding/finding.ts';
import type { Proposal, ProposalState } from '../../../src/domain/proposal/proposal.ts';
import { PROPOSAL_STATES } from '../../../src/domain/proposal/proposal.ts';
import type { Html } from '../../../src/console/html.ts';
import { toPage } from '../../../src/console/page.ts';
import { diagnosisPanel } from '../../../src/console/views/diagnosis.ts';
import { findingList } from '../../../src/console/views/finding-list.ts';
import { findingPage } from '../../../src/console/views/finding.ts';
import { textOf } from '../../builders/a-console.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { aProposal } from '../../builders/a-proposal.ts';

const CONTEXT = {
  csrf: 'proof',
  name: 'Zoë',
  findingId: null,
  now: '2026-11-20T12:00:00Z',
};

/** Texts that have broken pages before, and any other. */
const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</textarea></pre></code><a href="javascript:alert(1)">Approve</a>',
    'javascript:alert(1)',
    '//evil.example/x',
    '<!--',
    ']]><svg/onload=alert(1)>',
    '&lt;script&gt;',
    '${7*7}{{7*7}}',
    'a\u202Egnp.exe\u200B',
    '\u0000\u001b[31m',
    'a\nb\r\n+ fake line\n- fake line',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

describe('console/views/finding', () => {
  it('never lets a text of others become a tag, an attribute or a link', () => {
    const harmless = skeletonOf(pagesOf('x'));
    fc.assert(
      fc.property(hostile, (value) => {
        const html = pagesOf(value);

        expect(skeletonOf(html)).toEqual(harmless);
        for (const [, target] of html.matchAll(/(?:href|action|src)="([^"]*)"/g)) {
          expect(target).toMatch(
            /^(?:\/|\/(?:findings|proposals|\?|style\.css|explain|find)[^\\]*|#main|data:,)$/,
          );
        }
        expect(html).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
      }),
      { numRuns: 150 },
    );
  });

  it.each(PROPOSAL_STATES)(
    'shows a proposal that is %s with what can be done about it',
    (state) => {
      const finding = aFinding({ state: 'proposed' });
      const html = findingPage({ finding, proposals: [inState(state)] }, CONTEXT).toString();
      const buttons = [...html.matchAll(/<button[^>]*>([^<]+)/g)].map(([, words]) => words);

      expect(buttons).toEqual(BUTTONS[state] ?? []);
      expect(textOf(html)).toContain(WORDS[state]);
    },
  );

  it('has no Approve for what a guardrail refuses', () => {
    const proposal = aProposal({
      guardrail: {
        kind: 'refused',
        code: 'privilege-escalation',
        risk: { tier: 0, reasons: ['iam:PassRole: alone enough'] },
      },
    });
    const html = findingPage({ finding: aFinding(), proposals: [proposal] }, CONTEXT).toString();

    expect(html).not.toContain('/approve"');
    expect(textOf(html)).toContain('Refused by a guardrail');
    expect(textOf(html)).toContain('iam:PassRole: alone enough');
  });

  it.each([
    [['log-line'], 'log lines only: the workload writes them itself'],
    [['cloudtrail', 'log-line'], 'CloudTrail, log lines'],
  ] as const)('says that the denials came from %s', (sources, words) => {
    const view = { finding: aFinding({ sources }), proposals: [] };

    expect(textOf(String(findingPage(view, CONTEXT)))).toContain(words);
  });

  it('names the other findings that one approval cures', () => {
    const finding = aFinding();
    const proposal = aProposal({ findingIds: [finding.id, 'f-aaaaaa-bbbbbbbb'] });
    const html = findingPage({ finding, proposals: [proposal] }, CONTEXT).toString();

    expect(textOf(html)).toContain('2 findings');
    expect(html).toContain('href="/findings/f-aaaaaa-bbbbbbbb"');
  });

  it('marks lines of the difference by sign and element, not by colour alone', () => {
    const diff = '--- p\n+++ p\n@@ -1,2 +1,2 @@\n {\n-  "a"\n+  "b"\n--- "not a header"\n';
    const html = findingPage(
      { finding: aFinding(), proposals: [aProposal({ diff })] },
      CONTEXT,
    ).toString();

    expect(html).toContain('<ins><span class="sign">+</span><span>  &quot;b&quot;</span></ins>');
    expect(html).toContain('<del><span class="sign">−</span><span>  &quot;a&quot;</span></del>');
    expect(textOf(html)).toContain('not a header');
    expect(textOf(html)).toContain('1 added, 2 removed');
  });

  it('labels every field, and uses no id twice', () => {
    const older = aProposal({ digest: 'e'.repeat(64), state: 'verified' });
    const html = findingPage({ finding: aFinding(), proposals: [aProposal(), older] }, CONTEXT);
    const page = toPage({ title: 't', place: 'findings', body: html }).toString();
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);

    expect(new Set(ids).size).toBe(ids.length);
    for (const [field] of page.matchAll(
      /<(?:input|select|textarea)(?![^>]*type="hidden")[^>]*>/g,
    )) {
      const id = /\sid="([^"]+)"/.exec(field)?.[1];
      const before = page.slice(0, page.indexOf(field));
      const isInside = before.lastIndexOf('<label') > before.lastIndexOf('</label');
      expect(isInside || page.includes(`for="${id}"`)).toBe(true);
    }
  });
});

const BUTTONS: Readonly<Partial<Record<ProposalState, readonly string[]>>> = {
  offered: ['Approve and apply', 'Reject'],
  applied: ['Roll back'],
  verified: ['Roll back'],
  'verify-failed': ['Roll back'],
};

const WORDS: Readonly<Record<ProposalState, string>> = {
  offered: 'What Approve does',
  approved: 'Being applied',
  applying: 'Being applied',
  applied: 'Inconclusive : it depends on aws:SourceIp',
  verified: 'Verified: effective',
  rejected: 'Rejected by Zoë',
  expired: 'nobody decided in time',
  superseded: 'Stale : the policy was changed',
  'verify-failed': 'the change stands and does not help',
  'rolled-back': 'Rolled back to v3 by Zoë',
  failed: 'Failed : all stored versions are needed',
};

const APPLIED: readonly ProposalState[] = ['applied', 'verified', 'verify-failed', 'rolled-back'];
const VERDICTS = { applied: 'inconclusive', 'verify-failed': 'ineffective' } as const;

function inState(state: ProposalState): Proposal {
  const at = '2026-11-20T11:00:00Z';
  const verdict = state === 'rejected' || state === 'expired' ? state : 'approved';
  const isApplied = APPLIED.includes(state);
  return aProposal({
    state,
    decision: state === 'offered' ? null : { verdict, by: 'Zoë', at, digest: 'd', reason: null },
    change: isApplied
      ? { at, newVersionId: 'v4', previousVersionId: 'v3', prunedVersionId: null }
      : null,
    verification: isApplied
      ? {
          kind: VERDICTS[state as keyof typeof VERDICTS] ?? 'effective',
          at,
          witnesses: ['evaluator'],
          detail: 'it depends on aws:SourceIp',
        }
      : null,
    rollback:
      state === 'rolled-back' ? { requestedAt: at, by: 'Zoë', reason: null, doneAt: at } : null,
    note:
      state === 'failed'
        ? 'all stored versions are needed'
        : state === 'superseded'
          ? 'the policy was changed'
          : null,
  });
}

/** Every page that shows texts of others, with one text in all the places that others choose. */
function pagesOf(value: string): string {
  const finding = findingOf(value);
  const proposals = PROPOSAL_STATES.map((state) => proposalOf(state, value));
  const list = { findings: [finding], state: null, page: 1, now: CONTEXT.now, origin: 'o' };
  const bodies: readonly Html[] = [
    findingPage(
      { finding, proposals },
      { ...CONTEXT, name: value },
      {
        tone: 'bad',
        sentence: value,
        next: value,
      },
    ),
    findingList(list),
    diagnosisPanel(finding.sample, {
      denial: finding.sample,
      fixable: false,
      owner: value,
      refusal: { code: 'cause', reason: value, cause: 'unspecified' },
      nextStep: value,
      risk: { tier: 4, reasons: [`a: ${value}`] },
      statement: null,
    }),
    diagnosisPanel({ kind: 'unreadable', reason: value }, null),
  ];
  return bodies.map((body) => toPage({ title: value, place: 'findings', body })).join('');
}

function findingOf(value: string): Finding {
  const base = aFinding();
  const sample: Denial = {
    ...base.sample,
    eventId: value,
    account: value,
    region: value,
    principal: { ...base.sample.principal, arn: value, session: `s${value}` },
    operation: { eventSource: value, eventName: value },
    required: [{ action: `a${value}`, resources: [value], basis: 'message', confidence: 'low' }],
    alsoLikely: [{ action: `a${value}`, resources: [], basis: 'catalog', confidence: 'low' }],
    denyingPolicyArn: value,
    ecs: { cluster: `c${value}`, service: value, task: null },
  };
  return aFinding({
    principalArn: value,
    sample,
    resources: [value, value],
    sampleEventIds: [value],
    refusal: value,
    owner: value,
    history: [{ at: value, event: value, by: value, detail: value }],
  });
}

function proposalOf(state: ProposalState, value: string): Proposal {
  const base = inState(state);
  return {
    ...base,
    principalArn: value,
    target: { kind: 'inline', policyName: value, baseDocument: null },
    diff: `+${value.replaceAll(/[\r\n]/g, ' ')}`,
    guardrail: { kind: 'passed', risk: { tier: 4, reasons: [`a: ${value}`] } },
    blastRadius: [value],
    evidence: { ...base.evidence, eventIds: [value] },
    decision: base.decision && { ...base.decision, by: value, reason: `r${value}` },
    verification: base.verification && { ...base.verification, detail: value },
    rollback: base.rollback && { ...base.rollback, by: value, reason: `r${value}` },
    note: base.note && `n${value}`,
    history: [{ at: value, event: value, by: value, detail: value }],
  };
}

/** The tags of a page with the names of their attributes, in order: everything that a text must not change. */
function skeletonOf(html: string): readonly string[] {
  return (html.match(/<(?:"[^"]*"|[^">])*>/g) ?? []).map((tag) =>
    tag.replaceAll(/"[^"]*"/g, '""').replaceAll(/\s+/g, ' '),
  );
}
