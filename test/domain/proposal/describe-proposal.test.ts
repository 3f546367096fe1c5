import { describe, expect, it } from '@jest/globals';
import {
  shortDigest,
  toApprovalSteps,
  toOutcomeSentence,
  toPlacementReason,
} from '../../../src/domain/proposal/describe-proposal.ts';
import { isSameDigest } from '../../../src/domain/proposal/proposal-digest.ts';
import {
  PROPOSAL_STATES,
  type Proposal,
  type Target,
} from '../../../src/domain/proposal/proposal.ts';
import { aProposal } from '../../builders/a-proposal.ts';

const AT = '2026-11-20T11:00:00.000Z';
const NEW_MANAGED: Target = {
  kind: 'new-managed',
  policyArn: 'arn:aws:iam::123456789012:policy/rolemender/orders-task-permissions',
  baseDocument: null,
};
const NEW_INLINE: Target = { kind: 'inline', policyName: 'own', baseDocument: null };
const EDITED_INLINE: Target = {
  kind: 'inline',
  policyName: 'own',
  baseDocument: { Version: '2012-10-17', Statement: [] },
};

/** A proposal that went all the way to a state. */
const after = (state: Proposal['state'], changes: Partial<Proposal> = {}): Proposal =>
  aProposal({
    state,
    decision: { verdict: 'approved', by: 'dana', at: AT, digest: 'd', reason: null },
    change: { at: AT, newVersionId: 'v4', previousVersionId: 'v3', prunedVersionId: null },
    verification: { kind: 'effective', at: AT, witnesses: ['read-back'], detail: 'all is well' },
    rollback: { requestedAt: AT, by: 'kim', reason: null, doneAt: AT },
    ...changes,
  });

describe('domain/proposal/describe-proposal', () => {
  it('shows as much of the digest as an approval must name', () => {
    const proposal = aProposal({ digest: '0123456789abcdef'.repeat(4) });

    expect(shortDigest(proposal)).toBe('0123456789ab');
    expect(isSameDigest(shortDigest(proposal), proposal.digest)).toBe(true);
  });

  describe('says before anybody approves what will be done', () => {
    it.each<[string, Partial<Proposal>, readonly RegExp[]]>([
      [
        'to a managed policy',
        {},
        [
          /^A new version of .*policy\/app\/orders is created .* instead of v3\.$/,
          /read back/,
          /rolled back to v3/,
        ],
      ],
      [
        'to a managed policy with five versions',
        { quotaUse: { ...aProposal().quotaUse, versionToPrune: 'v1' } },
        [/v1 is deleted to make room/, /^A new version/, /read back/, /rolled back to v3/],
      ],
      [
        'to a new inline policy',
        { target: NEW_INLINE },
        [/own is added to/, /read back/, /rolled back/],
      ],
      [
        'to an inline policy',
        { target: EDITED_INLINE },
        [/own of .* is replaced/, /read back/, /rolled back/],
      ],
      [
        'to a policy of its own',
        { target: NEW_MANAGED },
        [/orders-task-permissions is created and attached/, /read back/, /detaching and deleting/],
      ],
    ])('%s', (_what, changes, steps) => {
      const told = toApprovalSteps(aProposal(changes));

      expect(told).toHaveLength(steps.length);
      steps.forEach((step, i) => expect(told[i]).toMatch(step));
    });
  });

  it('says why a policy of its own is offered', () => {
    expect(toPlacementReason(aProposal())).toBeNull();
    expect(toPlacementReason(aProposal({ target: EDITED_INLINE }))).toBeNull();
    expect(toPlacementReason(aProposal({ target: NEW_MANAGED, blastRadius: ['x'] }))).toMatch(
      /shared/,
    );
    expect(toPlacementReason(aProposal({ target: NEW_INLINE }))).toMatch(
      /^No policy .* can take it/,
    );
  });

  it.each<[Proposal, string | null]>([
    [aProposal(), null],
    [after('approved'), 'Approved by dana; waiting to be applied.'],
    [after('applying'), 'Approved by dana; being applied.'],
    [
      after('applying', { note: 'waiting for IAM' }),
      'Approved by dana; being applied (waiting for IAM).',
    ],
    [
      after('verified', { note: 'somebody else created v9' }),
      'Applied as v4 (somebody else created v9) and verified: all is well.',
    ],
    [after('applied', { verification: null }), 'Applied as v4; being verified.'],
    [after('applied'), 'Applied as v4; whether it helped cannot be told: all is well.'],
    [after('verified'), 'Applied as v4 and verified: all is well.'],
    [
      after('verify-failed'),
      'Applied as v4, but it did not help: all is well. Roll it back, or look for the next blocker.',
    ],
    [after('rejected'), 'Rejected by dana.'],
    [
      after('rejected', {
        decision: { verdict: 'rejected', by: 'dana', at: AT, digest: 'd', reason: 'not needed' },
      }),
      'Rejected by dana: not needed.',
    ],
    [after('expired'), 'Nobody decided in time; a new denial brings a new proposal.'],
    [
      after('superseded', { note: 'somebody changed it' }),
      'No longer offered: somebody changed it.',
    ],
    [after('rolled-back'), 'Rolled back by kim to v3.'],
    [after('rolled-back', { change: null }), 'Rolled back by kim to what was before.'],
    [
      after('failed', { note: 'somebody changed it' }),
      'It could not be applied: somebody changed it.',
    ],
  ])('says what became of it', (proposal, sentence) => {
    expect(toOutcomeSentence(proposal)).toBe(sentence);
  });

  it('never says "undefined" or "null" of what went its way', () => {
    const told = PROPOSAL_STATES.map(
      (state) => toOutcomeSentence(after(state, { note: 'a note' })) ?? '',
    );

    expect(told.filter((sentence) => /undefined|null/.test(sentence))).toEqual([]);
  });
});
