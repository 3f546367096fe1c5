import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  ONE_PERSON_RULES,
  STRICT_RULES,
  standingOf,
} from '../../../src/domain/approval/approvals.ts';
import {
  type DecisionCommand,
  decideProposal,
} from '../../../src/domain/approval/decide-proposal.ts';
import type { RiskTier } from '../../../src/domain/policy/risk.ts';
import type { Proposal } from '../../../src/domain/proposal/proposal.ts';
import { aProposal } from '../../builders/a-proposal.ts';

const AT = '2026-11-20T12:00:00Z';
const ALICE = 'U0ALICE (Slack)';
const BOB = 'U0BOB (Slack)';

const ofTier = (tier: RiskTier, changes: Partial<Proposal> = {}) =>
  aProposal({ guardrail: { kind: 'passed', risk: { tier, reasons: [] } }, ...changes });

function approve(
  proposal: Proposal,
  by: string,
  changes: Partial<DecisionCommand> = {},
  rules = STRICT_RULES,
) {
  const { id, digest } = proposal;
  const command = { proposalId: id, verdict: 'approved', digest, by, reason: 'because' } as const;
  return decideProposal(proposal, { ...command, ...changes }, AT, rules);
}

function approved(proposal: Proposal, by: string, changes: Partial<DecisionCommand> = {}) {
  const outcome = approve(proposal, by, changes);
  if (outcome.kind === 'refused') throw new Error(outcome.code);
  return outcome.proposal;
}

const groups = (...own: string[]) => ({ groups: { own, configured: ['a', 'b'] } });

describe('domain/approval/decide-proposal', () => {
  it.each([3, 4] as const)('approves tier %d by one person, without a reason', (tier) => {
    const next = approved(ofTier(tier), ALICE, { reason: null });
    expect(next).toMatchObject({ state: 'approved', decision: { by: ALICE, verdict: 'approved' } });
    expect(next.outbox.at(-1)?.event).toBe('proposal-approved');
  });

  it('T12: keeps the offer after the first of two approvals, and approves it with the second', () => {
    const first = approved(ofTier(2), ALICE);
    expect(first).toMatchObject({ state: 'offered', decision: null, version: 2 });
    expect(first.approvals).toMatchObject([{ by: ALICE, digest: first.digest, reason: 'because' }]);
    expect(first.outbox.at(-1)?.event).toBe('approval-given');
    expect(first.history.at(-1)).toMatchObject({ event: 'approval-given', by: ALICE });

    const second = approved(first, BOB);
    expect(second).toMatchObject({ state: 'approved', decision: { by: `${ALICE} and ${BOB}` } });
    expect(second.approvals.map(({ by }) => by)).toEqual([ALICE, BOB]);
  });

  it.each([0, 1] as const)('never approves tier %d', (tier) => {
    for (const rules of [STRICT_RULES, ONE_PERSON_RULES]) {
      expect(approve(ofTier(tier), ALICE, {}, rules)).toMatchObject({ code: 'too-dangerous' });
    }
  });

  it('never approves what a guardrail refuses', () => {
    const risk = { tier: 4, reasons: [] } as const;
    const refused = aProposal({ guardrail: { kind: 'refused', code: 'wildcard-action', risk } });
    expect(approve(refused, ALICE)).toMatchObject({ code: 'too-dangerous' });
  });

  it.each([null, '', '  \n'])('asks for a reason in words for high risk, not %j', (reason) => {
    expect(approve(ofTier(2), ALICE, { reason })).toMatchObject({ code: 'reason-missing' });
    expect(approve(ofTier(2), ALICE, { reason }, ONE_PERSON_RULES)).toMatchObject({
      kind: 'recorded',
      proposal: { state: 'approved' },
    });
  });

  it('row 17: counts one person once', () => {
    expect(approve(approved(ofTier(2), ALICE), ALICE)).toMatchObject({ code: 'approved-by-you' });
  });

  it('does not take two names of one person for two people', () => {
    const first = approved(ofTier(2), ALICE);
    expect(approve(first, 'alice (console)')).toMatchObject({ code: 'not-comparable' });
    expect(approve(first, 'alice')).toMatchObject({ code: 'not-comparable' });
  });

  it('T12: lets nobody who owns the role be its only approver', () => {
    const owned = ofTier(4, { requesters: [ALICE, BOB] });
    const first = approved(owned, ALICE);
    expect(first.state).toBe('offered');
    expect(standingOf(first, first.approvals)).toEqual({ given: 1, needed: 2 });
    const second = approved(first, BOB);
    expect(second.state).toBe('offered');
    expect(approved(second, 'U0CAROL (Slack)').state).toBe('approved');
    expect(approved(owned, 'U0CAROL (Slack)').state).toBe('approved');
  });

  it.each([
    ['two groups', ['a'], ['b'], 'approved'],
    ['one of two in both', ['a', 'b'], ['a'], 'approved'],
    ['one group', ['a'], ['a'], 'same-group'],
    ['no group', [], ['a'], 'approved'],
  ])('asks for two people who can speak for %s', (_, one, other, expected) => {
    const first = approved(ofTier(2), ALICE, groups(...one));
    const outcome = approve(first, BOB, groups(...other));
    const got = outcome.kind === 'refused' ? outcome.code : outcome.proposal.state;
    expect(got).toBe(one.length === 0 ? 'same-group' : expected);
  });

  it('row 18, row 46: refuses what has expired, and what is not what was looked at', () => {
    const late = ofTier(4, { expiresAt: AT });
    expect(approve(late, ALICE)).toMatchObject({ code: 'expired' });
    expect(approve(ofTier(4), ALICE, { digest: 'e'.repeat(64) })).toMatchObject({
      code: 'digest-differs',
    });
    expect(approve(ofTier(4, { state: 'superseded' }), ALICE)).toMatchObject({
      code: 'digest-differs',
    });
  });

  it('lets anybody of the approvers reject between two approvals', () => {
    const first = approved(ofTier(2), ALICE);
    const rejection = { why: 'suspicious', silencedUntil: null } as const;
    const outcome = approve(first, BOB, { verdict: 'rejected', rejection });
    expect(outcome).toMatchObject({ proposal: { state: 'rejected', decision: { rejection } } });
  });

  it('never approves with fewer people than the risk needs, in any order of attempts', () => {
    const who = fc.constantFrom(ALICE, BOB, 'U0CAROL (Slack)', 'dave', 'erin (console)');
    const own = fc.subarray(['a', 'b']);
    fc.assert(
      fc.property(
        fc.constantFrom<RiskTier>(0, 1, 2, 3, 4),
        fc.subarray([ALICE, BOB]),
        fc.array(fc.record({ by: who, own, reason: fc.constantFrom(null, 'x') }), {
          maxLength: 12,
        }),
        (tier, requesters, attempts) => {
          let proposal = ofTier(tier, { requesters });
          for (const { by, own: names, reason } of attempts) {
            const outcome = approve(proposal, by, { ...groups(...names), reason });
            if (outcome.kind === 'recorded') proposal = outcome.proposal;
          }
          const people = new Set(proposal.approvals.map(({ by }) => by));
          expect(people.size).toBe(proposal.approvals.length);
          if (proposal.state !== 'approved') return;
          expect(tier).toBeGreaterThanOrEqual(2);
          expect(people.size).toBeGreaterThanOrEqual(tier === 2 ? 2 : 1);
          expect([...people].some((by) => !requesters.includes(by))).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
