import { describe, expect, it } from '@jest/globals';
import { createColors } from 'picocolors';
import { renderSimulation, toSimulationLine } from '../../../src/cli/render/simulation.ts';
import type { Evaluation } from '../../../src/domain/policy/evaluation.ts';
import type { SimulationOutcome } from '../../../src/domain/policy/simulation-outcome.ts';

const outcome = (
  members: Partial<Evaluation>,
  policyNames: readonly (string | null)[] = [null],
): SimulationOutcome => ({
  kind: 'evaluated',
  evaluation: { decision: 'allowed', blockedBy: [], deciding: [], missingContext: [], ...members },
  policyNames,
});
const ROW = { type: 'identity-policy', policy: 1, statement: 0, sid: 'Read' } as const;
const text = (value: SimulationOutcome) => renderSimulation(value, createColors(false));

describe('cli/render/simulation', () => {
  it('writes the line of the contract', () => {
    expect(toSimulationLine(3, outcome({ deciding: [ROW] }))).toBe(
      '{"input":3,"decision":"allowed","blockedBy":[],"deciding":[{"policy":1,"statement":0,"sid":"Read"}],' +
        '"missingContext":[],"decidedBy":["identity-policy"]}\n',
    );
  });

  it('adds the names of policies that have some', () => {
    const line = toSimulationLine(
      1,
      outcome({ deciding: [ROW] }, ['arn:aws:iam::aws:policy/ReadOnlyAccess']),
    );

    expect(JSON.parse(line)).toMatchObject({ names: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] });
  });

  it('writes what is wrong with a request', () => {
    const invalid = { kind: 'invalid', path: 'action', reason: 'must be a string' } as const;

    expect(toSimulationLine(2, invalid)).toBe(
      '{"input":2,"error":{"path":"action","reason":"must be a string"}}\n',
    );
    expect(text(invalid)).toBe('action: must be a string\n');
  });

  it.each([
    ['allowed', { deciding: [ROW] }, 'allowed\n  statement 1 "Read" of identity-based policy 2\n'],
    [
      'an explicit Deny',
      {
        decision: 'explicit-deny' as const,
        blockedBy: ['boundary' as const, 'scp' as const],
        deciding: [{ type: 'scp' as const, policy: 0, statement: 2, sid: null }],
      },
      'denied by an explicit Deny: permissions boundary, service control policy\n  statement 3 of service control policy 1\n',
    ],
    [
      'no Allow',
      { decision: 'implicit-deny' as const, blockedBy: ['trust-policy' as const] },
      'denied, nothing allows it: role trust policy\n',
    ],
    [
      'an open answer',
      { decision: 'cannot-tell' as const, missingContext: ['aws:SourceIp', 'aws:SourceVpc'] },
      'cannot tell: needs the value of aws:SourceIp, aws:SourceVpc\n',
    ],
  ])('answers in the first line: %s', (_name, members, expected) => {
    expect(text(outcome(members))).toBe(expected);
  });

  it('names the policy where its name is known', () => {
    expect(text(outcome({ deciding: [ROW] }, ['arn:aws:iam::aws:policy/X']))).toContain(
      'of identity-based policy arn:aws:iam::aws:policy/X\n',
    );
  });

  it('lets no control character of a policy reach the terminal', () => {
    const sid = '\u001b[31mred';

    expect(text(outcome({ deciding: [{ ...ROW, sid }] }))).not.toContain('\u001b');
    expect(toSimulationLine(1, outcome({ deciding: [{ ...ROW, sid }] }))).not.toContain('\u001b');
  });
});
