import type { PrincipalPolicies } from '../policy/principal-policies.ts';

/** The tag of a role or user that names who owns it: ids of chat users, parted by spaces. */
export const OWNER_TAG = 'rolemender:owner';

/** Who owns a principal, as the history names them. A tag is of those who may tag the role, so it only ever asks for more. */
export function ownersOf({ principal }: PrincipalPolicies): readonly string[] {
  const tag = Object.hasOwn(principal.tags, OWNER_TAG) ? principal.tags[OWNER_TAG]! : '';
  return tag
    .split(' ')
    .filter((id) => id !== '')
    .map(toSlackPerson);
}

/** A person known by a Slack user id, as decisions and histories name them. */
export function toSlackPerson(userId: string): string {
  return `${userId}${SLACK_MARK}`;
}

/** The Slack user id of a person so named, or undefined where the name was typed somewhere else. */
export function slackUserOf(by: string): string | undefined {
  const id = by.endsWith(SLACK_MARK) ? by.slice(0, -SLACK_MARK.length) : '';
  return /^[UW][A-Z0-9]{1,30}$/.test(id) ? id : undefined;
}

const SLACK_MARK = ' (Slack)';
