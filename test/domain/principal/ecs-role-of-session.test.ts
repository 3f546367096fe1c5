import { describe, expect, it } from '@jest/globals';
import {
  ecsRoleOfSession,
  isTaskSession,
} from '../../../src/domain/principal/ecs-role-of-session.ts';

describe('domain/principal/ecs-role-of-session', () => {
  it.each([
    ['i-0123456789abcdef0', 'instance'],
    ['ecs-service-scheduler', 'service'],
    ['ECSManagedInstances', 'infrastructure'],
    ['0123456789abcdef0123456789abcdef', null],
    ['constructor', null],
    [null, null],
  ])('tells the role of the session %s', (session, expected) => {
    expect(ecsRoleOfSession(session)).toBe(expected);
  });

  it('knows sessions that are named for a task', () => {
    expect(isTaskSession('0123456789abcdef0123456789abcdef')).toBe(true);
    expect(isTaskSession('304803f7-b6e4-44ac-b5a4-799e88c1994f')).toBe(true);
    expect(isTaskSession('web')).toBe(false);
    expect(isTaskSession(null)).toBe(false);
  });
});
