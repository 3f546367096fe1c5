import { describe, expect, it } from '@jest/globals';
import { judgeStatement } from '../../../../src/domain/policy/guardrails.ts';
import { TIER_1_ACTIONS } from '../../../../src/domain/policy/guardrails/completing-actions.ts';
import { ESCALATION_PATHS } from '../../../../src/domain/policy/guardrails/escalation-paths.ts';
import { TIER_0_ACTIONS, TIER_2_ACTIONS } from '../../../../src/domain/policy/risky-actions.ts';

const ROLE = 'arn:aws:iam::111122223333:role/app/orders-task';

describe('domain/policy/guardrails/escalation-paths', () => {
  it('holds every published path, each under one id', () => {
    const ids = ESCALATION_PATHS.map(({ id }) => id);
    const published = ESCALATION_PATHS.filter(({ source }) => source.includes('pathfinding.cloud'));

    expect(published.length).toBeGreaterThanOrEqual(86);
    expect(ids.length).toBeGreaterThanOrEqual(110);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it.each(ESCALATION_PATHS.map(({ id, actions, source }) => [id, actions, source] as const))(
    'names the actions and the source of %s',
    (_id, actions, source) => {
      expect(actions.length).toBeGreaterThan(0);
      expect(actions.filter((one) => !/^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$/.test(one))).toEqual([]);
      expect(new Set(actions).size).toBe(actions.length);
      expect(source).toMatch(/^https:\/\//);
    },
  );

  it.each(
    ESCALATION_PATHS.filter(({ actions }) => actions.length === 1).map(({ id, actions }) => [
      id,
      actions[0]!,
    ]),
  )('has %s refused for whoever asks: %s is enough alone', (_id, action) => {
    const statement = { Effect: 'Allow', Action: action, Resource: ROLE } as const;

    expect(judgeStatement(statement, null)).toMatchObject({
      kind: 'refused',
      code: 'privilege-escalation',
    });
  });

  it('is a floor that nothing takes away at run time', () => {
    for (const list of [ESCALATION_PATHS, TIER_0_ACTIONS, TIER_1_ACTIONS, TIER_2_ACTIONS]) {
      expect(Object.isFrozen(list)).toBe(true);
    }
  });
});
