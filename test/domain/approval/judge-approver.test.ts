import { describe, expect, it } from '@jest/globals';
import type { Clicker } from '../../../src/domain/approval/click.ts';
import {
  type ApproverGroup,
  type AskedGroup,
  groupsOf,
  judgeApprover,
  type Person,
  refusalOfPerson,
} from '../../../src/domain/approval/judge-approver.ts';

const CLICKER: Clicker = { userId: 'U0ALICE', teamId: 'T0OURS', enterpriseId: null };
const PERSON: Person = {
  teamId: 'T0OURS',
  enterpriseId: null,
  isBot: false,
  isDeleted: false,
  isGuest: false,
  isStranger: false,
};
const WORKSPACE = { teamId: 'T0OURS', enterpriseId: null };
const GRID = { teamId: 'T0OURS', enterpriseId: 'E0OURS' };

describe('domain/approval/judge-approver', () => {
  it.each<[string, Partial<Person> | null, Partial<Clicker>, string | null]>([
    ['a person of the workspace', {}, {}, null],
    ['nobody', null, {}, 'unknown-person'],
    ['an app', { isBot: true }, {}, 'bot'],
    ['a deactivated person', { isDeleted: true }, {}, 'deactivated'],
    ['a guest', { isGuest: true }, {}, 'guest'],
    ['somebody from another company', { isStranger: true }, {}, 'external'],
    ['a person whose own team is another one', { teamId: 'T0THEIRS' }, {}, 'other-workspace'],
    ['a click from another team', {}, { teamId: 'T0THEIRS' }, 'other-workspace'],
    ['a click without a team', {}, { teamId: null }, 'other-workspace'],
    ['a person without a team', { teamId: null }, {}, 'other-workspace'],
  ])('T11: judges %s', (_, person, clicker, refusal) => {
    const known = person === null ? undefined : { ...PERSON, ...person };
    expect(refusalOfPerson(known, { ...CLICKER, ...clicker }, WORKSPACE)).toBe(refusal);
  });

  it.each<[string, string | null, string | null, string | null]>([
    ['of the enterprise', 'E0OURS', 'E0OURS', null],
    ['of another enterprise', 'E0THEIRS', 'E0THEIRS', 'other-workspace'],
    ['of none', null, 'E0OURS', 'other-workspace'],
    ['whose click is of another', 'E0OURS', 'E0THEIRS', 'other-workspace'],
  ])('judges a person %s by the enterprise where there is one', (_, ofPerson, ofClick, refusal) => {
    // In a grid, people of several workspaces of one enterprise share channels.
    const person = { ...PERSON, teamId: 'T0SISTER', enterpriseId: ofPerson };
    const clicker = { ...CLICKER, teamId: 'T0SISTER', enterpriseId: ofClick };
    expect(refusalOfPerson(person, clicker, GRID)).toBe(refusal);
  });

  const group = (name: string, ...members: string[]): AskedGroup => ({
    name,
    members: new Set(members),
  });
  const unreadable: AskedGroup = { name: 'oncall', members: 'unreadable' };

  it.each<[string, readonly AskedGroup[], string | readonly string[]]>([
    ['a member', [group('oncall', 'U0ALICE')], ['oncall']],
    ['a member of two', [group('a', 'U0ALICE'), group('b', 'U0ALICE')], ['a', 'b']],
    ['no member', [group('oncall', 'U0BOB')], 'not-an-approver'],
    ['no group', [], 'no-approvers'],
    ['an empty group', [group('oncall')], 'no-approvers'],
    ['an unreadable group', [unreadable], 'approvers-unreadable'],
    [
      'an unreadable group beside others',
      [unreadable, group('b', 'U0BOB')],
      'approvers-unreadable',
    ],
    ['a member of another than the unreadable', [unreadable, group('b', 'U0ALICE')], ['b']],
  ])('T11: judges %s', (_, asked, expected) => {
    const verdict = judgeApprover('U0ALICE', asked);
    expect(verdict).toEqual(
      typeof expected === 'string'
        ? { kind: 'refused', code: expected }
        : { kind: 'approver', groups: expected },
    );
  });

  it('asks only the groups of the account', () => {
    const of = (name: string, accounts: string[] | null): ApproverGroup => ({
      name,
      accounts,
      slackUserGroup: null,
      users: [],
    });
    const groups = [of('all', null), of('one', ['111122223333']), of('other', ['444455556666'])];
    const names = (account: string | null) => groupsOf(account, groups).map(({ name }) => name);

    expect(names('111122223333')).toEqual(['all', 'one']);
    expect(names(null)).toEqual(['all']);
  });
});
