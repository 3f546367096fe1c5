import { describe, expect, it } from '@jest/globals';
import { partitionOf, partitionOfId } from '../../../src/domain/finding/ids.ts';
import { draftChange } from '../../../src/domain/proposal/draft-change.ts';
import { digestOfProposal } from '../../../src/domain/proposal/proposal-digest.ts';
import { PROPOSAL_STATES, type Proposal } from '../../../src/domain/proposal/proposal.ts';
import { type ProposalFrame, toProposal } from '../../../src/domain/proposal/to-proposal.ts';
import { aFinding } from '../../builders/a-finding.ts';
import { aDraftContext, aNeed } from '../../builders/a-need.ts';
import { aPrincipal } from '../../builders/a-principal.ts';

const PRINCIPAL = aPrincipal();
const principalArn = PRINCIPAL.principal.arn;
const FINDINGS = [
  aFinding({
    principalArn,
    fingerprint: 'put',
    count: 3,
    firstSeenAt: '2026-11-20T09:00:00.000Z',
    lastSeenAt: '2026-11-20T10:00:00.000Z',
    sampleEventIds: ['a', 'b', 'c', 'd', 'e', 'f'],
  }),
  aFinding({
    principalArn,
    fingerprint: 'decrypt',
    count: 4,
    firstSeenAt: '2026-11-20T08:00:00.000Z',
    lastSeenAt: '2026-11-20T09:30:00.000Z',
    sampleEventIds: ['g', 'h', 'i', 'j', 'k', 'l'],
  }),
];
const NEEDS = [
  aNeed(FINDINGS[0]!.id),
  aNeed(FINDINGS[1]!.id, 'kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:key/abc'),
];
const DRAFT = draftChange(aDraftContext(), NEEDS).drafts[0]!;
const FRAME: ProposalFrame = {
  principal: PRINCIPAL,
  findings: FINDINGS,
  earlier: [],
  diff: '+ s3:PutObject',
  applyRefusal: null,
  at: '2026-11-20T11:00:00.000Z',
  expiresAt: '2026-11-27T11:00:00.000Z',
};
const offer = (changes: Partial<ProposalFrame> = {}) => toProposal(DRAFT, { ...FRAME, ...changes });

describe('domain/proposal/to-proposal', () => {
  it('offers a draft, bound to its digest, undecided', () => {
    const proposal = offer();

    expect(proposal).toMatchObject({
      version: 1,
      state: 'offered',
      principalArn,
      principalId: PRINCIPAL.principal.id,
      account: '123456789012',
      findingIds: FINDINGS.map(({ id }) => id),
      statements: NEEDS.map(({ statement }) => statement),
      requests: NEEDS.flatMap(({ requests }) => requests),
      createdAt: FRAME.at,
      expiresAt: FRAME.expiresAt,
      decision: null,
      change: null,
      outbox: [{ id: `${proposal.id}.1`, event: 'proposal-offered', at: FRAME.at }],
    });
    expect(proposal.digest).toBe(digestOfProposal(proposal));
    expect(partitionOfId(proposal.id)).toBe(partitionOf(principalArn));
  });

  it('sums the evidence of its findings up', () => {
    expect(offer().evidence).toEqual({
      eventIds: ['c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'],
      count: 7,
      firstSeenAt: '2026-11-20T08:00:00.000Z',
      lastSeenAt: '2026-11-20T10:00:00.000Z',
    });
  });

  it('has the risk of its most dangerous statement', () => {
    expect(offer().guardrail).toMatchObject({ kind: 'passed', risk: { tier: 2 } });
  });

  it('says so if a guardrail refuses one of its statements', () => {
    const pass = aNeed('f-x', 'iam:PassRole', 'arn:aws:iam::111122223333:role/x');
    const draft = { ...DRAFT, needs: [...NEEDS, pass] };

    expect(toProposal(draft, FRAME).guardrail).toMatchObject({
      kind: 'refused',
      code: 'privilege-escalation',
    });
  });

  it('is filed under the principal as the account names it, whatever its findings know of the path', () => {
    const short = 'arn:aws:iam::111122223333:role/orders-task';
    const proposal = offer({ findings: [aFinding({ principalArn: short })] });

    expect(partitionOfId(proposal.id)).toBe(partitionOf(principalArn));
    expect(proposal.principalArn).toBe(principalArn);
  });

  it.each(PROPOSAL_STATES)('offered again after the same terms were %s', (state) => {
    const earlier: Proposal = { ...offer(), state };
    const again = offer({ earlier: [earlier], at: '2026-11-21T11:00:00.000Z' });
    const isLive = ['offered', 'approved', 'applying', 'applied'].includes(state);

    expect(again === earlier).toBe(isLive);
    expect(again.id === earlier.id).toBe(isLive);
    expect(again.digest).toBe(earlier.digest);
  });

  it('is the same offer when two workers make it at once', () => {
    expect(offer({ at: '2026-11-20T11:00:05.000Z' }).id).toBe(offer().id);
  });
});
