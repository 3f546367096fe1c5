import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  AT_ONCE,
  CAREFUL,
  judgeVerification,
  type Simulation,
  type Testimony,
} from '../../../src/domain/change/judge-verification.ts';
import type { Evaluation } from '../../../src/domain/policy/evaluation.ts';

const ALLOWED: Evaluation = {
  decision: 'allowed',
  blockedBy: [],
  deciding: [],
  missingContext: [],
};
const DENIED: Evaluation = { ...ALLOWED, decision: 'explicit-deny', blockedBy: ['boundary'] };
const UNSURE: Evaluation = {
  ...ALLOWED,
  decision: 'cannot-tell',
  missingContext: ['aws:SourceVpc'],
};
const SAYS_YES: Simulation = { decision: 'allowed', blockedBy: [] };
const SAYS_NO: Simulation = { decision: 'implicit-deny', blockedBy: ['scp'] };
const ABSTAINS: Simulation = { decision: 'cannot-tell', blockedBy: [] };

const heard = (changes: Partial<Testimony> = {}): Testimony => ({
  elapsedSeconds: 1_000,
  holdsChange: true,
  evaluations: [ALLOWED],
  simulations: [SAYS_YES],
  newDenials: { kind: 'none' },
  ...changes,
});
const DENIED_AGAIN = { kind: 'denied-again', why: 'a policy denies it' } as const;

describe('domain/change/judge-verification', () => {
  it.each<[string, Partial<Testimony>, object]>([
    [
      'all witnesses agree',
      {},
      { kind: 'effective', witnesses: ['read-back', 'evaluator', 'simulator', 'no-new-denials'] },
    ],
    [
      'the change is gone',
      { holdsChange: false },
      { kind: 'ineffective', witnesses: ['read-back'] },
    ],
    [
      'row 28: a boundary denies it',
      { evaluations: [ALLOWED, DENIED] },
      { kind: 'ineffective', detail: 'still denied by the boundary' },
    ],
    [
      'row 28: it was denied again',
      { newDenials: DENIED_AGAIN },
      {
        kind: 'ineffective',
        detail: 'denied again since it was applied: a policy denies it',
        witnesses: ['read-back', 'evaluator', 'simulator'],
      },
    ],
    [
      'a key decides that nobody told',
      { evaluations: [UNSURE] },
      {
        kind: 'inconclusive',
        detail: 'it depends on aws:SourceVpc, which the denial did not tell',
      },
    ],
    [
      'the simulator alone says no',
      { simulations: [SAYS_YES, SAYS_NO] },
      { kind: 'inconclusive', detail: "IAM's simulator still denies it and blames the scp" },
    ],
    [
      'the simulator cannot tell',
      { simulations: [ABSTAINS] },
      {
        kind: 'effective',
        witnesses: ['read-back', 'evaluator', 'no-new-denials'],
        silent: [{ witness: 'simulator', reason: 'it cannot tell without more of the request' }],
      },
    ],
    [
      'the simulator does not answer',
      { simulations: { silentBecause: 'it was throttled' } },
      { kind: 'effective', silent: [{ witness: 'simulator', reason: 'it was throttled' }] },
    ],
    [
      'the simulator says yes and the evaluator no',
      { evaluations: [DENIED] },
      { kind: 'ineffective' },
    ],
    [
      'new denials may be of other resources',
      { newDenials: { kind: 'unclear' } },
      {
        kind: 'effective',
        witnesses: ['read-back', 'evaluator', 'simulator'],
        silent: [{ witness: 'no-new-denials', reason: expect.anything() }],
      },
    ],
  ])('ends when %s', (_name, changes, verification) => {
    expect(judgeVerification(heard(changes), CAREFUL)).toMatchObject({
      kind: 'done',
      verification,
    });
  });

  it('is never effective by the simulator alone', () => {
    const step = judgeVerification(
      heard({ evaluations: [UNSURE], simulations: [SAYS_YES] }),
      CAREFUL,
    );
    expect(step).toMatchObject({ verification: { kind: 'inconclusive' } });
  });

  it('row 27: looks again after growing times, for five minutes if it looks ineffective', () => {
    expect(looksOf({ evaluations: [DENIED] })).toEqual([0, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
    expect(looksOf({ holdsChange: false })).toEqual([0, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
  });

  it('row 27: watches for fifteen minutes before it calls a change verified', () => {
    const looks = [0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 812, 900];
    expect(looksOf({})).toEqual(looks);
    expect(looksOf({ simulations: [SAYS_NO] })).toEqual(looks);
  });

  it('ends at the first look where nothing has to settle, and says nothing of a watch', () => {
    const step = judgeVerification(
      heard({ elapsedSeconds: 0, simulations: { silentBecause: '' } }),
      AT_ONCE,
    );
    expect(step).toEqual({
      kind: 'done',
      verification: {
        kind: 'effective',
        detail: 'every denied request is allowed now',
        witnesses: ['read-back', 'evaluator'],
      },
    });
    expect(
      judgeVerification(heard({ elapsedSeconds: 0, evaluations: [DENIED] }), AT_ONCE),
    ).toMatchObject({ verification: { kind: 'ineffective' } });
  });

  it('always ends, and never waits longer than a queue can', () => {
    const testimony = fc.record({
      holdsChange: fc.boolean(),
      evaluations: fc.array(fc.constantFrom(ALLOWED, DENIED, UNSURE), { minLength: 1 }),
      simulations: fc.oneof(
        fc.array(fc.constantFrom(SAYS_YES, SAYS_NO, ABSTAINS), { minLength: 1 }),
        fc.constant({ silentBecause: 'x' }),
      ),
      newDenials: fc.constantFrom(
        { kind: 'none' } as const,
        { kind: 'unclear' } as const,
        DENIED_AGAIN,
      ),
    });
    fc.assert(
      fc.property(testimony, fc.double({ min: 0, max: 100, noNaN: true }), (said, lag) => {
        expect(looksOf(said, lag).length).toBeLessThan(40);
      }),
      { numRuns: 200 },
    );
  });

  /** When it is looked, in seconds after the change, when each look comes `lag` seconds late. */
  function looksOf(changes: Partial<Testimony>, lag = 0): readonly number[] {
    const looks: number[] = [];
    for (let elapsedSeconds = 0; looks.length < 100;) {
      looks.push(elapsedSeconds);
      const step = judgeVerification(heard({ ...changes, elapsedSeconds }), CAREFUL);
      if (step.kind === 'done') break;
      expect(step.afterSeconds).toBeGreaterThanOrEqual(1);
      expect(step.afterSeconds).toBeLessThanOrEqual(300);
      elapsedSeconds += step.afterSeconds + lag;
    }
    return looks;
  }
});
