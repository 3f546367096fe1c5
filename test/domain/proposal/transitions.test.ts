import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PROPOSAL_STATES, type ProposalState } from '../../../src/domain/proposal/proposal.ts';
import {
  amendProposal,
  canMove,
  isFinal,
  moveProposal,
  PROPOSAL_MOVES,
} from '../../../src/domain/proposal/transitions.ts';
import { aProposal } from '../../builders/a-proposal.ts';

const AT = '2026-11-20T11:00:00.000Z';
const moveTo = (to: ProposalState) => ({ to, at: AT, by: 'dana', detail: 'why' });
const PAIRS = PROPOSAL_STATES.flatMap((from) => PROPOSAL_STATES.map((to) => ({ from, to })));
const FINAL: readonly ProposalState[] = [
  'rejected',
  'expired',
  'superseded',
  'rolled-back',
  'failed',
];

describe('domain/proposal/transitions', () => {
  it.each(PAIRS.filter(({ from, to }) => PROPOSAL_MOVES[from].includes(to)))(
    'moves from $from to $to',
    ({ from, to }) => {
      const before = aProposal({ state: from, version: 3 });

      expect(canMove(before, to)).toBe(true);
      expect(moveProposal(before, moveTo(to))).toEqual({
        ...before,
        state: to,
        version: 4,
        history: [...before.history, { at: AT, event: to, by: 'dana', detail: 'why' }],
      });
    },
  );

  it.each(PAIRS.filter(({ from, to }) => !PROPOSAL_MOVES[from].includes(to)))(
    'throws rather than move from $from to $to',
    ({ from, to }) => {
      const before = aProposal({ state: from });

      expect(canMove(before, to)).toBe(false);
      expect(() => moveProposal(before, moveTo(to))).toThrow(`cannot go from ${from} to ${to}`);
    },
  );

  it.each(PROPOSAL_STATES)(
    'says of %s whether it is final, and lets nothing out if so',
    (state) => {
      expect(isFinal(state)).toBe(FINAL.includes(state));
      if (FINAL.includes(state)) expect(PROPOSAL_MOVES[state]).toEqual([]);
    },
  );

  it('applies nothing that was not approved first, whatever moves follow each other', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PROPOSAL_STATES), { maxLength: 40 }), (wishes) => {
        let proposal = aProposal();
        const states: ProposalState[] = [proposal.state];
        for (const to of wishes) {
          if (!canMove(proposal, to)) continue;
          const next = moveProposal(proposal, { ...moveTo(to), event: 'proposal-closed' });
          expect(next.version).toBe(proposal.version + 1);
          expect(next.history.slice(0, -1)).toEqual(proposal.history);
          expect(next.outbox.slice(0, -1)).toEqual(proposal.outbox);
          states.push(to);
          proposal = next;
        }
        const firstOf = (state: ProposalState) => states.indexOf(state);
        if (firstOf('applying') >= 0) expect(firstOf('approved')).toBe(1);
        if (firstOf('applied') >= 0) expect(firstOf('applying')).toBe(2);
        expect(states.slice(0, -1).filter((state) => isFinal(state))).toEqual([]);
        expect(new Set(proposal.outbox.map(({ id }) => id)).size).toBe(proposal.outbox.length);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves the named work behind', () => {
    const before = aProposal({ id: 'p-1', version: 3 });
    const after = moveProposal(before, { ...moveTo('approved'), event: 'proposal-approved' });

    expect(after.outbox).toEqual([{ id: 'p-1.4', event: 'proposal-approved', at: AT }]);
    expect(after.history.at(-1)?.event).toBe('proposal-approved');
  });

  it('amends without a move: the state stays', () => {
    const before = aProposal({ state: 'applied', version: 5 });
    const after = amendProposal(before, { at: AT, by: 'dana', detail: 'x' }, { note: 'told' });

    expect(after).toEqual({
      ...before,
      version: 6,
      note: 'told',
      history: [...before.history, { at: AT, event: 'amended', by: 'dana', detail: 'x' }],
    });
  });
});
