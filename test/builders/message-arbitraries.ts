import * as fc from 'fast-check';
import type { MessageContext } from '../../src/adapters/slack/message-context.ts';
import { FINDING_STATES, type Finding } from '../../src/domain/finding/finding.ts';
import { PROPOSAL_STATES, type Proposal, type Target } from '../../src/domain/proposal/proposal.ts';
import type { RiskTier } from '../../src/domain/policy/risk.ts';
import { CAUSES } from '../../src/domain/denial/cause.ts';
import { aFinding } from './a-finding.ts';
import { aHostileText } from './hostile-texts.ts';
import { aProposal } from './a-proposal.ts';

export const NOW = '2026-11-20T12:00:00Z';

export function aMessageContext(changes: Partial<MessageContext> = {}): MessageContext {
  return {
    now: NOW,
    accountName: 'production',
    approvers: { names: ['platform-oncall'], people: 6 },
    mayApply: true,
    ...changes,
  };
}

const long = fc
  .tuple(aHostileText(), fc.nat({ max: 3000 }))
  .map(([text, length]) => (text === '' ? '' : text.repeat(1 + Math.floor(length / text.length))));
const hostile = fc.oneof({ weight: 6, arbitrary: aHostileText() }, { weight: 1, arbitrary: long });
const maybe = fc.option(hostile, { nil: null });
const time = fc.oneof(
  fc
    .date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  aHostileText(4),
);

const aTarget: fc.Arbitrary<Target> = fc.oneof(
  fc.record({
    kind: fc.constant('managed' as const),
    policyArn: hostile,
    policyId: hostile,
    baseVersionId: hostile,
    baseDocument: fc.constant({ Version: '2012-10-17', Statement: [] } as const),
  }),
  fc.record({
    kind: fc.constant('inline' as const),
    policyName: hostile,
    baseDocument: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant('new-managed' as const),
    policyArn: hostile,
    baseDocument: fc.constant(null),
  }),
);

/** A proposal in any state, of which every text was chosen by somebody hostile. */
export const aHostileProposal: fc.Arbitrary<Proposal> = fc
  .record({
    state: fc.constantFrom(...PROPOSAL_STATES),
    target: aTarget,
    diff: fc.array(hostile, { maxLength: 60 }).map((lines) => lines.join('\n')),
    reasons: fc.array(hostile, { maxLength: 6 }),
    tier: fc.constantFrom<RiskTier>(0, 1, 2, 3, 4),
    isRefused: fc.boolean(),
    people: fc.array(hostile, { maxLength: 3 }),
    by: hostile,
    words: maybe,
    at: time,
    blastRadius: fc.array(hostile, { maxLength: 30 }),
    principalArn: hostile,
    note: maybe,
    version: maybe,
    verified: fc.option(fc.constantFrom('effective', 'ineffective', 'inconclusive'), { nil: null }),
    isRolledBack: fc.constantFrom('no', 'ordered', 'done'),
  })
  .map((one) => {
    const { at, by, words, version, people, verified, isRolledBack } = one;
    const risk = { tier: one.tier, reasons: one.reasons };
    const decision = { verdict: 'approved', by, at, digest: 'd', reason: words } as const;
    return aProposal({
      state: one.state,
      target: one.target,
      diff: one.diff,
      guardrail: one.isRefused
        ? { kind: 'refused', code: 'escalation-path', risk, paths: one.reasons }
        : { kind: 'passed', risk },
      approvals: people.map((name) => ({ ...decision, by: name, groups: [] })),
      blastRadius: one.blastRadius,
      note: one.note,
      decision,
      change: { at, newVersionId: version, previousVersionId: version, prunedVersionId: null },
      verification:
        verified === null ? null : { kind: verified, at, witnesses: ['read-back'], detail: by },
      rollback:
        isRolledBack === 'no'
          ? null
          : { requestedAt: at, by, reason: words, doneAt: isRolledBack === 'done' ? at : null },
      history: [{ at, event: 'proposal-approved', by, detail: words ?? '' }],
    });
  });

/** A finding in any state, of which every text was chosen by somebody hostile. */
export const aHostileFinding: fc.Arbitrary<Finding> = fc
  .record({
    state: fc.constantFrom(...FINDING_STATES),
    name: hostile,
    actions: fc.array(hostile, { maxLength: 8 }),
    eventName: hostile,
    resources: fc.array(hostile, { maxLength: 60 }),
    cause: fc.constantFrom(...CAUSES),
    count: fc.nat(),
    at: time,
    refusal: maybe,
    owner: maybe,
    session: maybe,
    suspicion: maybe,
    isAlert: fc.boolean(),
    suppressedUntil: fc.option(time, { nil: null }),
    account: maybe,
  })
  .map((one) => {
    const finding = aFinding({
      fingerprint: one.isAlert ? 'reconnaissance of x' : 'a fingerprint',
      state: one.state,
      cause: one.cause,
      count: one.count,
      firstSeenAt: one.at,
      lastSeenAt: NOW,
      resources: one.resources,
      refusal: one.refusal,
      owner: one.owner,
      suspicion: one.suspicion,
      suppressedUntil: one.suppressedUntil,
      account: one.account,
      sampleEventIds: [one.name],
    });
    const { sample } = finding;
    const required = one.actions.map((action) => ({ ...sample.required[0]!, action }));
    const principal = { ...sample.principal, session: one.session };
    const operation = { eventSource: 's3.amazonaws.com', eventName: one.eventName };
    // The id keeps its form: it is ours, whatever the principal's name is.
    return {
      ...finding,
      principalArn: `arn:aws:iam::123456789012:role/${one.name}`,
      sample: { ...sample, required, principal, operation },
    };
  });

export const aHostileContext: fc.Arbitrary<MessageContext> = fc
  .record({
    accountName: maybe,
    names: fc.array(hostile, { maxLength: 5 }),
    people: fc.option(fc.nat(), { nil: null }),
    mayApply: fc.boolean(),
  })
  .map(({ accountName, names, people, mayApply }) => ({
    now: NOW,
    accountName,
    approvers: { names, people },
    mayApply,
  }));
