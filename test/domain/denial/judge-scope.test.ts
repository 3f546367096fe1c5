import { describe, expect, it } from '@jest/globals';
import type { Denial } from '../../../src/domain/denial/denial.ts';
import { isOwnRole, judgeScope, type Scope } from '../../../src/domain/denial/judge-scope.ts';
import { aDenial } from '../../builders/a-denial.ts';

const ACCOUNT = '123456789012';
const AT = '2026-11-21T12:00:00.000Z';
const ALL: Scope = {
  accounts: [ACCOUNT],
  roles: ['arn:aws:iam::*:role/*'],
  ecsOnly: false,
  ignore: [],
};
const of = (arn: string | null, changes: Partial<Denial> = {}): Denial =>
  aDenial({ principal: { kind: 'role', arn, session: null, ecsRole: null }, ...changes });
const role = (path: string, account = ACCOUNT) => `arn:aws:iam::${account}:role${path}`;

describe('domain/denial/judge-scope', () => {
  it.each<[string, Denial, Partial<Scope>, string]>([
    ['a role of a managed account', of(role('/app/api')), {}, 'in-scope'],
    [
      'a user, where every role is in scope',
      of(`arn:aws:iam::${ACCOUNT}:user/bot`),
      {},
      'in-scope',
    ],
    [
      'a user, where some roles are',
      of(`arn:aws:iam::${ACCOUNT}:user/bot`),
      { roles: [role('/app/*')] },
      'role-out-of-scope',
    ],
    ['a caller without a name', of(null), {}, 'in-scope'],
    [
      'a caller without a name, where some roles are',
      of(null),
      { roles: [role('/app/*')] },
      'role-out-of-scope',
    ],
    [
      'another account',
      of(role('/a', '999999999999'), { account: '999999999999' }),
      {},
      'account-not-managed',
    ],
    ['no account at all', of(null, { account: null }), {}, 'account-not-managed'],
    ['a log line, by the account of its role', of(role('/a'), { account: null }), {}, 'in-scope'],
    ['a caller of another account', of(role('/a', '999999999999')), {}, 'foreign-caller'],
    [
      'a role of another path',
      of(role('/web/api')),
      { roles: [role('/app/*')] },
      'role-out-of-scope',
    ],
    ['a session without its path', of(role('/api')), { roles: [role('/app/api')] }, 'in-scope'],
    [
      'a session of another name',
      of(role('/web')),
      { roles: [role('/app/api')] },
      'role-out-of-scope',
    ],
    ['a role of ours', of(role('/rolemender/rolemender-prod-x')), {}, 'own-role'],
    ['a role that ECS does not hold', of(role('/a')), { ecsOnly: true }, 'not-of-ecs'],
    [
      'a role that an ECS task holds',
      of(role('/a'), { ecs: { cluster: 'c', service: null, task: null } }),
      { ecsOnly: true },
      'in-scope',
    ],
  ])('judges %s', (_what, denial, scope, verdict) => {
    expect(judgeScope(denial, { ...ALL, ...scope }, AT)).toBe(verdict);
  });

  it.each<[string, Scope['ignore'][number], string]>([
    ['this role', { role: role('/app/*'), action: null, until: null }, 'ignored'],
    ['another role', { role: role('/web/*'), action: null, until: null }, 'in-scope'],
    ['this action in other letters', { role: null, action: 'DynamoDB:S*', until: null }, 'ignored'],
    ['another action', { role: null, action: 's3:*', until: null }, 'in-scope'],
    [
      'this role and another action',
      { role: role('/app/*'), action: 's3:*', until: null },
      'in-scope',
    ],
    ['its last day', { role: role('/app/*'), action: null, until: '2026-11-21' }, 'ignored'],
    ['the day after', { role: role('/app/*'), action: null, until: '2026-11-20' }, 'in-scope'],
    ['nothing in particular', { role: null, action: null, until: null }, 'in-scope'],
  ])('a rule about %s', (_what, rule, verdict) => {
    expect(judgeScope(of(role('/app/api')), { ...ALL, ignore: [rule] }, AT)).toBe(verdict);
  });

  it('ignores a denial only when every action of it is meant', () => {
    const [first] = aDenial().required;
    const both = of(role('/app/api'), {
      required: [first!, { ...first!, action: 's3:GetObject' }],
    });
    const ignore = [{ role: null, action: 'dynamodb:*', until: null }];
    expect(judgeScope(both, { ...ALL, ignore }, AT)).toBe('in-scope');
  });

  it('row 52: knows its own roles by their path, or by their name where a session has no path', () => {
    expect(isOwnRole(role('/rolemender/anything'))).toBe(true);
    expect(isOwnRole(role('/rolemender-prod-finding-changed'))).toBe(true);
    expect(isOwnRole(role('/app/rolemending'))).toBe(false);
  });
});
