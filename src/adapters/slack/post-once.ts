import type { MessageHandle } from '../../domain/finding/finding.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { LoggedMessage, MessageLog } from '../../ports/message-log.ts';
import type { ChannelPace } from './channel-pace.ts';
import type { SlackMessage } from './finding-message.ts';
import { MESSAGE_EVENT } from './names.ts';
import type { SlackAnswer, SlackCalls } from './slack-calls.ts';
import { mayBeSent, toMissingField } from './slack-error.ts';

export type PostOnceDeps = {
  readonly calls: SlackCalls;
  readonly pace: ChannelPace;
  readonly log: MessageLog;
  readonly clock: Clock;
  /** Names this process, which need not wait for its own claims. */
  readonly holder: string;
};

export type Post = {
  /** The same for every attempt to post this message. */
  readonly name: string;
  readonly channel: string;
  readonly message: SlackMessage;
  /** Answers in the thread of that message, and shows it in the channel as well. */
  readonly thread?: { readonly id: string; readonly isBroadcast: boolean };
};

/** Another worker may be waiting for Slack's answer for so long. */
const CLAIM_MILLISECONDS = 20_000;

/** A call without an answer may still be on its way: only after this its message is looked for. */
const SETTLING_MILLISECONDS = 3_000;

const MOST_CONFLICTS = 5;

/**
 * Posts a message once, however many workers try and wherever one of them dies: each claims it first, and
 * after an attempt whose outcome is not known it is looked for in the channel before it is posted again.
 */
export function createPostOnce(deps: PostOnceDeps): (post: Post) => Promise<MessageHandle> {
  const { holder } = deps;
  return async (post) => {
    for (let attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
      const known = await deps.log.find(post.name);
      if (known?.message.messageId) return toHandle(known.message, known.message.messageId);
      const found = await findEarlier(deps, post, known?.message);
      const claimedAt = deps.clock.now();
      const revision = known?.revision ?? 0;
      const claim: LoggedMessage =
        found === null
          ? { channel: post.channel, holder, claimedAt, messageId: null, shown: null }
          : { channel: found.channel, holder, claimedAt, messageId: found.id, shown: null };
      if ((await deps.log.save(post.name, revision, claim)) === 'conflict') continue;
      return found ?? (await send(deps, post, claim, revision + 1));
    }
    throw busy(post);
  };
}

function toHandle({ channel }: LoggedMessage, id: string): MessageHandle {
  return { channel, id };
}

function busy({ name, channel }: Post): AppError {
  const message = `another worker is posting ${name}`;
  return new AppError('concurrent-modification', message, { context: { channel } });
}

async function findEarlier(
  deps: PostOnceDeps,
  post: Post,
  earlier: LoggedMessage | undefined,
): Promise<MessageHandle | null> {
  if (!earlier?.claimedAt) return null;
  const age = Date.parse(deps.clock.now()) - Date.parse(earlier.claimedAt);
  if (earlier.holder !== deps.holder && age < CLAIM_MILLISECONDS) throw busy(post);
  if (age < SETTLING_MILLISECONDS) await deps.clock.sleep(SETTLING_MILLISECONDS - age);
  const thread = post.thread?.id;
  const method = thread === undefined ? 'conversations.history' : 'conversations.replies';
  const answer = await deps.calls(method, {
    channel: earlier.channel,
    ...(thread !== undefined && { ts: thread }),
    // Slack's clock and ours may differ by some minutes.
    oldest: String(Math.floor(Date.parse(earlier.claimedAt) / 1000) - 300),
    limit: 200,
    include_all_metadata: true,
  });
  const id = findByName(answer, post.name);
  return id === null ? null : { channel: earlier.channel, id };
}

function findByName({ messages }: SlackAnswer, name: string): string | null {
  if (!Array.isArray(messages)) throw toMissingField('conversations.history', 'messages');
  for (const message of messages as readonly Record<string, unknown>[]) {
    const metadata = message['metadata'] as Record<string, unknown> | undefined;
    const payload = metadata?.['event_payload'] as Record<string, unknown> | undefined;
    const isOurs = metadata?.['event_type'] === MESSAGE_EVENT && payload?.['name'] === name;
    // Only our own app's messages carry metadata that Slack vouches for with a bot's id.
    if (isOurs && message['bot_id'] && typeof message['ts'] === 'string') return message['ts'];
  }
  return null;
}

async function send(
  deps: PostOnceDeps,
  post: Post,
  claim: LoggedMessage,
  revision: number,
): Promise<MessageHandle> {
  try {
    const { ts } = await deps.pace.post(post.channel, () =>
      deps.calls('chat.postMessage', toArguments(post)),
    );
    if (typeof ts !== 'string' || ts === '') throw toMissingField('chat.postMessage', 'ts');
    // A conflict means that another worker gave us up; it finds this message in the channel.
    await deps.log.save(post.name, revision, { ...claim, messageId: ts });
    return { channel: post.channel, id: ts };
  } catch (error) {
    if (!mayBeSent(error)) await deps.log.save(post.name, revision, { ...claim, claimedAt: null });
    throw error;
  }
}

function toArguments({ name, channel, message, thread }: Post): Readonly<Record<string, unknown>> {
  return {
    channel,
    text: message.text,
    blocks: message.blocks,
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: MESSAGE_EVENT, event_payload: { name } },
    ...(thread && { thread_ts: thread.id, reply_broadcast: thread.isBroadcast }),
  };
}
