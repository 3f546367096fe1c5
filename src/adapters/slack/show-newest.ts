import type { Finding, MessageHandle } from '../../domain/finding/finding.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { AppError, isAppError } from '../../kernel/app-error.ts';
import { shortHash } from '../../kernel/digest.ts';
import type { LoggedMessage } from '../../ports/message-log.ts';
import { type SlackMessage, toFindingMessage } from './finding-message.ts';
import type { MessageContext } from './message-context.ts';
import type { SlackNotifierDeps } from './notifier-deps.ts';
import { isChannelError, isMessageError } from './slack-error.ts';

/** Counts alone change a message at most this often, and less often the longer it goes on. */
const COUNT_PAUSE_MILLISECONDS = 60_000;
const LONGEST_COUNT_PAUSE_MILLISECONDS = 3_600_000;

const HASH_LENGTH = 16;

type Shown = NonNullable<LoggedMessage['shown']>;

/** What became of one message: `kept` when it shows this already, or something newer, or only its counts changed just now. */
export type Showing = 'shown' | 'kept' | 'unusable';

/**
 * Brings one message up to date with a finding and its proposal. Of two workers the one that knows more
 * wins; the other one throws `concurrent-modification` when it may have put something older in its place.
 */
export async function showNewest(
  deps: SlackNotifierDeps,
  handle: MessageHandle,
  finding: Finding,
  proposal: Proposal | null,
  context: MessageContext,
): Promise<Showing> {
  const message = toFindingMessage(finding, proposal, context);
  const name = `shown ${handle.channel} ${handle.id}`;
  const known = await deps.log.find(name);
  const shown = known?.message.shown ?? null;
  const next = toShown(message, finding, proposal, context);
  if (shown !== null && isKept(shown, next, finding)) return 'kept';
  if (!(await update(deps, handle, message))) return 'unusable';
  const logged = toLogged(deps, handle, next);
  if ((await deps.log.save(name, known?.revision ?? 0, logged)) === 'saved') {
    return 'shown';
  }
  await forgetWhatIsShown(deps, name);
  const reason = `another worker changed the message of ${finding.id}`;
  throw new AppError('concurrent-modification', reason, { context: { channel: handle.channel } });
}

function toLogged(
  { holder }: SlackNotifierDeps,
  { channel, id }: MessageHandle,
  shown: Shown,
): LoggedMessage {
  return { channel, holder, claimedAt: null, messageId: id, shown };
}

function toShown(
  message: SlackMessage,
  finding: Finding,
  proposal: Proposal | null,
  context: MessageContext,
): Shown {
  const { firstSeenAt, proposalIds, version } = finding;
  const uncounted = { ...finding, count: 1, lastSeenAt: firstSeenAt, resources: [] };
  const state = toFindingMessage(uncounted, proposal, context);
  return {
    rank: proposalIds.length * 1_000_000_000 + version + (proposal?.version ?? 0),
    state: shortHash(state, HASH_LENGTH),
    whole: shortHash(message, HASH_LENGTH),
    at: context.now,
  };
}

function isKept(shown: Shown, next: Shown, { firstSeenAt }: Finding): boolean {
  if (shown.rank > next.rank || shown.whole === next.whole) return true;
  if (shown.state !== next.state) return false;
  const age = Date.parse(next.at) - Date.parse(firstSeenAt);
  const pause = Math.max(
    COUNT_PAUSE_MILLISECONDS,
    Math.min(age / 20, LONGEST_COUNT_PAUSE_MILLISECONDS),
  );
  return Date.parse(next.at) - Date.parse(shown.at) < pause;
}

async function update(
  { calls, pace, report }: SlackNotifierDeps,
  { channel, id }: MessageHandle,
  { text, blocks }: SlackMessage,
): Promise<boolean> {
  try {
    await pace.call(channel, () => calls('chat.update', { channel, ts: id, text, blocks }));
    return true;
  } catch (error) {
    if (!isAppError(error) || !(isMessageError(error) || isChannelError(error))) throw error;
    // The finding stays reachable by the command line and the console.
    report({ kind: 'message-unusable', channel, code: error.context['slack'] ?? '' });
    return false;
  }
}

// What we wrote may have replaced something newer: whoever comes next writes it again.
async function forgetWhatIsShown({ log }: SlackNotifierDeps, name: string): Promise<void> {
  const known = await log.find(name);
  if (known === undefined || known.message.shown === null) return;
  const shown = { ...known.message.shown, state: '', whole: '' };
  await log.save(name, known.revision, { ...known.message, shown });
}
