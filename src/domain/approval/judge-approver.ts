import type { Clicker } from './click.ts';

/** Who may approve, by ids only: single users, the members of a user group, or both. `accounts` null: in every account. */
export type ApproverGroup = {
  readonly name: string;
  readonly slackUserGroup: string | null;
  readonly users: readonly string[];
  readonly accounts: readonly string[] | null;
};

/** The chat workspace that this installation belongs to; `enterpriseId` where it is part of an enterprise grid. */
export type Workspace = { readonly teamId: string; readonly enterpriseId: string | null };

/** A person as the chat system knows them now. */
export type Person = {
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
  readonly isBot: boolean;
  readonly isDeleted: boolean;
  /** Single- and multi-channel guests. */
  readonly isGuest: boolean;
  /** From another company, in a channel that both share. */
  readonly isStranger: boolean;
};

/** Why somebody may not decide, as the end of the sentence "not recorded: …". */
export const APPROVER_REFUSALS = {
  'no-approvers': 'nobody is configured to approve for this account',
  'approvers-unreadable': 'the list of approvers cannot be read now; try again later',
  'not-an-approver': 'you are not one of the approvers of this account',
  'unknown-person': 'Slack does not know who you are',
  'other-workspace': 'you belong to another Slack workspace',
  external: 'you belong to another company',
  guest: 'guests do not approve',
  bot: 'apps do not approve',
  deactivated: 'your Slack account is deactivated',
  'cool-down':
    'you approved so many changes within minutes that you should pause and look; try again in ten minutes',
} as const;
export type ApproverRefusal = keyof typeof APPROVER_REFUSALS;

/** A group whose members were asked for at the moment of the click; `unreadable` when there was no answer. */
export type AskedGroup = {
  readonly name: string;
  readonly members: ReadonlySet<string> | 'unreadable';
};

export type ApproverVerdict =
  | { readonly kind: 'approver'; readonly groups: readonly string[] }
  | { readonly kind: 'refused'; readonly code: ApproverRefusal };

/** The groups that may approve for an account; those of no account in particular when it is not known. */
export function groupsOf(
  account: string | null,
  groups: readonly ApproverGroup[],
): readonly ApproverGroup[] {
  return groups.filter(
    ({ accounts }) => accounts === null || (account !== null && accounts.includes(account)),
  );
}

/** Why somebody is not a person of our workspace, or null. What is not known for certain refuses. */
export function refusalOfPerson(
  person: Person | undefined,
  clicker: Clicker,
  { teamId, enterpriseId }: Workspace,
): ApproverRefusal | null {
  if (person === undefined) return 'unknown-person';
  if (person.isBot) return 'bot';
  if (person.isDeleted) return 'deactivated';
  if (person.isStranger) return 'external';
  const isOurs =
    enterpriseId === null
      ? person.teamId === teamId && clicker.teamId === teamId
      : person.enterpriseId === enterpriseId && clicker.enterpriseId === enterpriseId;
  if (!isOurs) return 'other-workspace';
  return person.isGuest ? 'guest' : null;
}

/** Whether a person of our workspace is an approver now. No group, no member or no answer refuses. */
export function judgeApprover(userId: string, asked: readonly AskedGroup[]): ApproverVerdict {
  const own = asked.filter(({ members }) => members !== 'unreadable' && members.has(userId));
  if (own.length > 0) return { kind: 'approver', groups: own.map(({ name }) => name) };
  if (asked.some(({ members }) => members === 'unreadable')) {
    return { kind: 'refused', code: 'approvers-unreadable' };
  }
  const isEmpty = asked.every(({ members }) => members !== 'unreadable' && members.size === 0);
  return { kind: 'refused', code: isEmpty ? 'no-approvers' : 'not-an-approver' };
}

/** After so many approvals by one person within so many minutes, nobody looks any more (T19 of the threat model). */
export const COOL_DOWN = { mostApprovals: 10, minutes: 10 } as const;
