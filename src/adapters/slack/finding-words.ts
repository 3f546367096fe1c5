import type { Finding } from '../../domain/finding/finding.ts';
import { headlineOf } from '../../domain/finding/headline.ts';
import { isReconnaissanceAlert } from '../../domain/finding/reconnaissance.ts';
import type { MessageContext } from './message-context.ts';
import { type Mrkdwn, mrkdwn, ownMrkdwn, toCode } from './mrkdwn.ts';
import { join, toMoment, toNumber } from './words.ts';

const MOST_NAMED_ACTIONS = 3;

/** What happened, short enough for a heading. */
export function toHeading(finding: Finding): string {
  const { who, actions } = headlineOf(finding);
  if (isReconnaissanceAlert(finding)) return `Security alert: ${who} tried out many actions`;
  const more = actions.length > 1 ? ` (+${actions.length - 1})` : '';
  return `${who} cannot ${actions[0] ?? finding.sample.operation?.eventName ?? 'do what it tried'}${more}`;
}

/** Who cannot do what on which resource in which account, and why: one sentence. */
export function toSentence(finding: Finding, { accountName }: MessageContext): Mrkdwn {
  const { who, ecsRole, actions, resource, moreResources, why } = headlineOf(finding);
  const role = ecsRole === null ? ownMrkdwn('') : mrkdwn` (${ownMrkdwn(ecsRole)})`;
  const where = accountOf(finding, accountName);
  const beyond = moreResources === 0 ? ownMrkdwn('') : mrkdwn` and ${moreResources} more`;
  return mrkdwn`${toCode(who)}${role}${where} cannot ${toActions(finding, actions)} on ${toCode(resource)}${beyond}: ${ownMrkdwn(why)}.`;
}

/** The same for a phone's screen: no markup of places and nothing that can be very long. */
export function toPhoneSentence(finding: Finding, { accountName }: MessageContext): Mrkdwn {
  const { who, actions } = headlineOf(finding);
  const where = accountName === null ? ownMrkdwn('') : mrkdwn` in ${toCode(accountName)}`;
  if (isReconnaissanceAlert(finding)) {
    return mrkdwn`Security alert: ${toCode(who)}${where} tried out many different actions.`;
  }
  return mrkdwn`${toCode(who)}${where} cannot ${toActions(finding, actions.slice(0, 1))}.`;
}

function toActions({ sample }: Finding, actions: readonly string[]): Mrkdwn {
  if (actions.length === 0) return toCode(sample.operation?.eventName ?? 'an unknown action');
  const named = actions.slice(0, MOST_NAMED_ACTIONS).map(toCode);
  const more = actions.length - named.length;
  const list = join(named, ', ');
  return more === 0 ? list : mrkdwn`${list} and ${more} more`;
}

function accountOf({ account }: Finding, name: string | null): Mrkdwn {
  if (account === null) return ownMrkdwn('');
  return name === null
    ? mrkdwn` in account ${toCode(account)}`
    : mrkdwn` in ${toCode(name)} (${toCode(account)})`;
}

/** How often and when it was seen, with the id that finds it everywhere. */
export function toSeenLine({ count, firstSeenAt, lastSeenAt, id }: Finding): Mrkdwn {
  const times = count === 1 ? ownMrkdwn('once') : mrkdwn`${toNumber(count)} times`;
  const when =
    firstSeenAt === lastSeenAt
      ? toMoment(lastSeenAt)
      : mrkdwn`${toMoment(firstSeenAt)} to ${toMoment(lastSeenAt)}`;
  return mrkdwn`Seen *${times}*, ${when} · ${toCode(id)}`;
}
