import { describe, expect, it } from '@jest/globals';
import { protectedVersionsOf } from '../../../src/domain/proposal/protected-versions.ts';
import { PROPOSAL_STATES, type Target } from '../../../src/domain/proposal/proposal.ts';
import { aProposal } from '../../builders/a-proposal.ts';

const target = (policyId: string, baseVersionId: string): Target => ({
  kind: 'managed',
  policyArn: `arn:aws:iam::123456789012:policy/${policyId}`,
  policyId,
  baseVersionId,
  baseDocument: { Version: '2012-10-17', Statement: [] },
});

describe('domain/proposal/protected-versions', () => {
  it.each(PROPOSAL_STATES)('says of %s whether what it replaced must stay', (state) => {
    const stands = ['applying', 'applied', 'verified', 'verify-failed'].includes(state);
    const versions = protectedVersionsOf([aProposal({ state, target: target('ANPA1', 'v3') })]);

    expect([...(versions.get('ANPA1') ?? [])]).toEqual(stands ? ['v3'] : []);
  });

  it('gathers the versions of each policy', () => {
    const versions = protectedVersionsOf(
      [target('ANPA1', 'v1'), target('ANPA1', 'v2'), target('ANPA2', 'v7')].map((one) =>
        aProposal({ state: 'verified', target: one }),
      ),
    );

    expect(versions).toEqual(
      new Map([
        ['ANPA1', new Set(['v1', 'v2'])],
        ['ANPA2', new Set(['v7'])],
      ]),
    );
  });

  it('knows that inline policies and new ones have no version to go back to', () => {
    const targets: readonly Target[] = [
      { kind: 'inline', policyName: 'x', baseDocument: null },
      { kind: 'new-managed', policyArn: 'arn:aws:iam::123456789012:policy/x', baseDocument: null },
    ];
    const proposals = targets.map((one) => aProposal({ state: 'applied', target: one }));

    expect(protectedVersionsOf(proposals).size).toBe(0);
  });
});
