import type { HistoryRow } from '../../domain/finding/aggregate.ts';
import type { Finding, MessageHandle } from '../../domain/finding/finding.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { shortHash } from '../../kernel/digest.ts';
import { section } from './blocks.ts';
import { toPhoneSentence } from './finding-words.ts';
import type { MessageContext } from './message-context.ts';
import { joinLines, type Mrkdwn, mrkdwn, ownMrkdwn, toCode } from './mrkdwn.ts';
import type { Post } from './post-once.ts';
import { toMoment, toPerson } from './words.ts';

const HASH_LENGTH = 16;
const MOST_NAMED = 5;

const TOLD: Readonly<Record<string, string>> = {
  'approval-given': 'Approval',
  'proposal-approved': 'Approved',
  'proposal-closed': 'Closed',
  'proposal-stale': 'No longer fits the policy',
  'change-applied': 'Applied',
  'change-verified': 'Verification',
  'rollback-requested': 'Rollback ordered',
  'change-rolled-back': 'Rolled back',
};

/** The newest step of a proposal as a reply in its message's thread, which keeps them all; null before the first decision. */
export function toStory(proposal: Proposal, handle: MessageHandle): Post | null {
  const steps = proposal.history.filter(({ event }) => Object.hasOwn(TOLD, event));
  const newest = steps.at(-1);
  if (newest === undefined) return null;
  return toReply(`story ${proposal.id} ${steps.length}`, handle, toLine(newest), false);
}

function toLine({ at, event, by, detail }: HistoryRow): Mrkdwn {
  const words = detail === '' ? ownMrkdwn('') : mrkdwn`: ${toCode(detail)}`;
  return mrkdwn`${toMoment(at)} *${ownMrkdwn(TOLD[event] ?? event)}* by ${toPerson(by)}${words}`;
}

function toReply(name: string, handle: MessageHandle, text: Mrkdwn, isBroadcast: boolean): Post {
  const { channel, id } = handle;
  const message = { text, blocks: [section(text)] };
  return { name: `${name} ${channel} ${id}`, channel, message, thread: { id, isBroadcast } };
}

/** A reminder of an offer, in its thread and in the channel. */
export function toReminder(
  finding: Finding,
  proposal: Proposal,
  handle: MessageHandle,
  context: MessageContext,
  round: number,
): Post {
  const text = mrkdwn`Still waiting for a decision, until ${toMoment(proposal.expiresAt)}: ${toPhoneSentence(finding, context)}`;
  return toReply(`reminder ${proposal.id} ${round}`, handle, text, true);
}

/** One line for all silences that ended. */
export function toReleasedMessage(findings: readonly Finding[]): Omit<Post, 'channel'> {
  const ids = findings.map(({ id, version }) => [id, version] as const);
  const named = findings.slice(0, MOST_NAMED).map(({ id }) => toCode(id));
  const more = findings.length - named.length;
  const rest = more === 0 ? [] : [mrkdwn`and ${more} more`];
  const title = mrkdwn`${findings.length} findings are no longer set aside; they are told again when they are denied again:`;
  const text = joinLines([title, ...named, ...rest]);
  const name = `released ${shortHash(ids, HASH_LENGTH)}`;
  return { name, message: { text, blocks: [section(title, ...named, ...rest)] } };
}
