import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { parseConfig } from '../../../src/compose/config/parse-config.ts';
import { exampleConfig } from '../../builders/packaged-service.ts';

const BASE = `
version: 1
accounts:
  - { id: "111122223333", name: hub, team: platform, apply: direct }
  - id: "444455556666"
    name: member
    spokeRoles: { reader: "arn:aws:iam::444455556666:role/r", pruner: "arn:aws:iam::444455556666:role/p" }
apply: { policies: [/rolemender/] }
routing: [{ channel: C0DEFAULT }]
approvers: [{ name: oncall, slackUserGroup: S0ONCALL }]
slack: { teamId: T0WORK }
`;

/** The faults of the base with other values at its top, as `path: message`. */
function faultsWith(changes: string): readonly string[] {
  const value = { ...(parse(BASE) as object), ...(parse(changes) as object) };
  const parsed = parseConfig(value);
  return parsed.kind === 'valid'
    ? []
    : parsed.faults.map(({ path, message }) => `${path}: ${message}`);
}

const ACCOUNTS = (first: string, second = '') =>
  `accounts: [{ id: "111122223333", name: hub, ${first} }${second === '' ? '' : `, { id: "444455556666", name: member, ${second} }`}]`;

describe('compose/config/parse-config', () => {
  it('accepts the base, from which the faults below differ in one thing', () => {
    expect(faultsWith('{}')).toEqual([]);
  });

  it('fills in defaults that write nothing and delete nothing', () => {
    const parsed = parseConfig({ version: 1, accounts: [{ id: '111122223333', name: 'hub' }] });

    expect(parsed).toMatchObject({
      kind: 'valid',
      config: {
        accounts: [{ apply: 'none', spokeRoles: null }],
        scope: { roles: ['arn:aws:iam::*:role/*'], ecsOnly: false },
        apply: { policies: [] },
        retention: { delete: false, policies: [], keepNewest: 2 },
        timing: { offerHours: 8, renotifyMinutes: 15, verifyMinutes: 15, pauseSeconds: 3 },
        slack: null,
      },
    });
  });

  it('makes ARNs of a path, one for each account with direct apply', () => {
    const parsed = parseConfig(parse(BASE));

    expect(parsed).toMatchObject({
      config: { apply: { policies: ['arn:aws:iam::111122223333:policy/rolemender/*'] } },
    });
  });

  it('answers the same for what it answered', async () => {
    const example = await exampleConfig();

    expect(parseConfig(example)).toEqual({ kind: 'valid', config: example });
  });

  it.each([
    ['aproverz: []', 'aproverz: unknown key "aproverz"; did you mean "approvers"?'],
    ['guardrails: off', 'guardrails: guardrails are built in and no setting changes them'],
    [
      'retention: { keep_newest: 2 }',
      'retention.keep_newest: unknown key "keep_newest"; did you mean "keepNewest"?',
    ],
    [
      'timing: { verify: 2 }',
      'timing.verify: unknown key "verify"; the keys here are offerHours, renotifyMinutes, verifyMinutes, pauseSeconds',
    ],
    ['version: 2', 'version: expected 1'],
    [ACCOUNTS('apply: always'), 'accounts[0].apply: expected none or direct'],
    [
      'accounts: [{ id: 111122223333, name: hub }]',
      'accounts[0].id: expected twelve digits in quotation marks, for example "111122223333"',
    ],
    ['accounts: [{ id: "111122223333" }]', 'accounts[0].name: "name" is missing'],
    [
      ACCOUNTS('apply: direct', 'apply: none'),
      'accounts: only the account that the product runs in has no spokeRoles; 111122223333 and 444455556666 have none',
    ],
    [
      'accounts: [{ id: "111122223333", name: a, apply: direct }, { id: "111122223333", name: b, spokeRoles: { reader: "arn:aws:iam::111122223333:role/r" } }]',
      'accounts[1].id: 111122223333 is there twice',
    ],
    [
      ACCOUNTS('apply: direct', 'spokeRoles: { reader: "arn:aws:iam::999999999999:role/r" }'),
      'accounts[1].spokeRoles.reader: this role is not of account 444455556666',
    ],
    [
      ACCOUNTS(
        'apply: direct',
        'apply: direct, spokeRoles: { reader: "arn:aws:iam::444455556666:role/r" }',
      ),
      'accounts[1].spokeRoles.applier: apply: direct needs the applier role of deploy/spoke.yml',
    ],
    [
      ACCOUNTS('apply: direct', 'spokeRoles: { reader: "arn:aws:iam::444455556666:role/*" }'),
      'accounts[1].spokeRoles.reader: expected the ARN of a role, for example arn:aws:iam::111122223333:role/rolemender/rolemender-reader',
    ],
    [
      'apply: { policies: ["arn:aws:iam::111122223333:policy/*"] }',
      'apply.policies[0]: this means every policy; name a path or the start of a name before the wildcard',
    ],
    [
      'apply: { policies: ["arn:aws:iam::111122223333:role/*"] }',
      'apply.policies[0]: this means every role; name a path or the start of a name before the wildcard',
    ],
    [
      'apply: { policies: ["arn:aws:iam::*:policy/app/*"] }',
      'apply.policies[0]: expected the ARN of a policy, of a role (for its inline policies), or a path such as /rolemender/',
    ],
    [
      'apply: { policies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }',
      'apply.policies[0]: expected the ARN of a policy, of a role (for its inline policies), or a path such as /rolemender/',
    ],
    [
      'apply: { policies: [/rolemender/, "arn:aws:iam::444455556666:policy/app/*"] }',
      'apply.policies[1]: account 444455556666 is not under accounts with apply: direct',
    ],
    [
      'apply: { policies: [/rolemender/, "arn:aws:iam::111122223333:role/aws-service-role/x"] }',
      'apply.policies[1]: roles that AWS manages cannot be changed',
    ],
    [
      'apply: { policies: [/rolemender/, /rolemender/] }',
      'apply.policies[1]: /rolemender/ is there twice',
    ],
    [
      'apply: { policies: [] }',
      'accounts[0].apply: apply: direct has no effect: nothing in apply.policies is of account 111122223333',
    ],
    [
      'scope: { roles: ["arn:aws-cn:iam::*:role/*"] }',
      'accounts[1].spokeRoles.reader: one installation serves one partition; this is aws, scope.roles is aws-cn',
    ],
    ['scope: { roles: [] }', 'scope.roles: no role is in scope; leave it out for all'],
    [
      'approvers: []',
      'accounts[0]: apply: direct needs approvers, and none approve for this account',
    ],
    [
      'approvers: [{ name: one, users: [U0ONE] }]',
      'accounts[0]: U0ONE would be its only approver, and nobody approves what they asked for; name a second person or a slackUserGroup',
    ],
    [
      'approvers: [{ name: a, users: [U0ONE] }, { name: b, users: [U0ONE] }]',
      'accounts[0]: U0ONE would be its only approver, and nobody approves what they asked for; name a second person or a slackUserGroup',
    ],
    [
      'approvers: [{ name: nobody }]',
      'approvers[0]: nobody is in it; give a slackUserGroup or users',
    ],
    [
      'approvers: [{ name: a, slackUserGroup: S0ONCALL, accounts: ["999999999999"] }]',
      'approvers[0].accounts[0]: 999999999999 is not under accounts',
    ],
    [
      'approvers: [{ name: a, slackUserGroup: "@oncall" }]',
      'approvers[0].slackUserGroup: expected the id of a Slack user group, not its name, for example S0123ABCD',
    ],
    [
      'slack: null',
      'slack: routing, approvers and digest.channel need the workspace: slack: { teamId: T… }',
    ],
    [
      'routing: []',
      'routing: the last route must have no condition, so that every finding has a channel',
    ],
    [
      'routing: [{ severity: high, channel: C0HIGH }]',
      'routing: the last route must have no condition, so that every finding has a channel',
    ],
    [
      'routing: [{ channel: C0DEFAULT }, { severity: high, channel: C0HIGH }]',
      'routing[1]: nothing comes here: routing[0] has no condition',
    ],
    [
      'routing: [{ team: nobody, channel: C0A }, { channel: C0DEFAULT }]',
      'routing[0].team: no account has team: nobody',
    ],
    [
      'routing: [{ channel: "#general" }]',
      'routing[0].channel: expected the id of a Slack channel, not its name, for example C0123ABCD',
    ],
    [
      'retention: { delete: true }',
      'retention.policies: delete: true needs the policies whose versions may be deleted',
    ],
    ['retention: { keepNewest: 0 }', 'retention.keepNewest: expected a whole number from 1 to 4'],
    [
      'retention: { policies: ["arn:aws:iam::999999999999:policy/a"] }',
      'retention.policies[0]: 999999999999 is not under accounts',
    ],
    [
      'ignore: [{ reason: noise }]',
      'ignore[0]: this would ignore everything; give a role, an action or both',
    ],
    ['ignore: [{ action: "s3:List*" }]', 'ignore[0].reason: "reason" is missing'],
    [
      'ignore: [{ action: "s3:List*", reason: r, until: 2027-02-30 }]',
      'ignore[0].until: expected a day as YYYY-MM-DD, for example 2027-01-31',
    ],
    [
      'digest: { at: 8:00 }',
      'digest.at: expected a time of day in UTC as HH:MM in quotation marks, for example "08:00"',
    ],
    [
      'timing: { verifyMinutes: 1.5 }',
      'timing.verifyMinutes: expected a whole number from 0 to 120',
    ],
  ])('refuses %s', (changes, fault) => {
    expect(faultsWith(changes)).toContain(fault);
  });

  it('needs the pruner role of an account whose versions are deleted', () => {
    const changes = `
accounts: [{ id: "111122223333", name: hub, apply: direct }, { id: "444455556666", name: member, spokeRoles: { reader: "arn:aws:iam::444455556666:role/r" } }]
retention: { delete: true, policies: ["arn:aws:iam::444455556666:policy/app/*"] }`;

    expect(faultsWith(changes)).toEqual([
      'retention.policies[0]: account 444455556666 has no spokeRoles.pruner, which deletes versions',
    ]);
  });

  it('never throws, and accepts nothing that it would not accept again', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.boolean(), (value, inside) => {
        const parsed = parseConfig(inside ? { version: 1, accounts: value, apply: value } : value);
        if (parsed.kind === 'valid') expect(parseConfig(parsed.config)).toEqual(parsed);
        else expect(parsed.faults.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
