import { type Digest, type DigestItem, isQuiet } from '../../domain/finding/digest.ts';
import { type Block, context, header, section } from './blocks.ts';
import type { SlackMessage } from './finding-message.ts';
import { OWN_LIMITS } from './limits.ts';
import { type Mrkdwn, mrkdwn, ownMrkdwn, toCode } from './mrkdwn.ts';
import { join, toMoment, toNumber } from './words.ts';

/** So many of each kind are named, and the others counted; fewer where names are very long. */
const MOST_NAMED = [8, 3, 0] as const;

/** The digest as a message; one line when there is nothing new. */
export function toDigestMessage(digest: Digest): SlackMessage {
  for (const most of MOST_NAMED) {
    const message = build(digest, most);
    if (JSON.stringify(message).length <= OWN_LIMITS.messageTotal) return message;
  }
  return { text: toSummary(digest), blocks: [section(toSummary(digest))] };
}

function build(digest: Digest, most: number): SlackMessage {
  const text = toSummary(digest);
  if (isQuiet(digest)) return { text, blocks: [context(text)] };
  const list = (title: string, items: readonly DigestItem[], word: string) =>
    listBlocks(
      title,
      items.map((item) => toLine(item, word)),
      most,
    );
  return {
    text,
    blocks: [
      header('rolemender digest'),
      section(text),
      ...list('Need a decision', digest.waiting, 'until'),
      ...list('Failed', digest.failed, 'at'),
      ...list('Security alerts', digest.alerts, 'last'),
      ...listBlocks('Denied most', digest.groups.map(toGroupLine), most),
      ...list('Silences that end soon', digest.endingSilences, 'on'),
      ...listBlocks('Policies that are nearly full', digest.tightPolicies.map(toPolicyLine), most),
      context(toFlowLine(digest)),
    ],
  };
}

function toSummary({ waiting, failed, alerts, counts, before }: Digest): Mrkdwn {
  const change = (name: string, now: number, then: number) =>
    mrkdwn`${toNumber(now)} ${ownMrkdwn(name)} (${toNumber(then)} before)`;
  const needs = mrkdwn`${waiting.length} need a decision, ${failed.length} failed, ${alerts.length} security alerts.`;
  const rows = [
    change('new', counts.opened, before.opened),
    change('repeated', counts.repeated, before.repeated),
    change('fixed', counts.fixed, before.fixed),
    change('set aside', counts.suppressed, before.suppressed),
    change('expired', counts.expired, before.expired),
  ];
  return mrkdwn`${needs} ${join(rows, ', ')}.`;
}

function listBlocks(title: string, lines: readonly Mrkdwn[], most: number): readonly Block[] {
  if (lines.length === 0) return [];
  const named = lines.slice(0, most);
  const more = lines.length - named.length;
  const rest = more === 0 ? [] : [mrkdwn`… and ${more} more`];
  return [section(mrkdwn`*${ownMrkdwn(title)}*`, ...named, ...rest)];
}

function toLine({ principalArn, actions, findingId, proposalId, at }: DigestItem, word: string) {
  const who = principalArn.slice(principalArn.lastIndexOf('/') + 1);
  const [action = 'unknown'] = actions;
  const more = actions.length > 1 ? mrkdwn` and ${actions.length - 1} more` : ownMrkdwn('');
  return mrkdwn`• ${toCode(who)}: ${toCode(action)}${more}, ${ownMrkdwn(word)} ${toMoment(at)} (${toCode(proposalId ?? findingId)})`;
}

function toGroupLine({ principalArn, findings, denials }: Digest['groups'][number]): Mrkdwn {
  return mrkdwn`• ${toCode(principalArn)}: ${toNumber(denials)} denials in ${toNumber(findings)} findings`;
}

function toPolicyLine({ policyArn, share }: Digest['tightPolicies'][number]): Mrkdwn {
  return mrkdwn`• ${toCode(policyArn)}: ${Math.round(share * 100)} % of its size`;
}

function toFlowLine({ flow }: Digest): Mrkdwn {
  const minutes = (value: number | null) =>
    value === null ? ownMrkdwn('–') : mrkdwn`${toNumber(Math.round(value))} min`;
  return mrkdwn`${flow.approved} approved, ${flow.rejected} rejected, ${flow.expired} expired · median ${minutes(flow.minutesToDecide)} to decide, ${minutes(flow.minutesToApply)} to apply · ${toNumber(flow.denials)} denials, ${toNumber(flow.messages)} messages`;
}
