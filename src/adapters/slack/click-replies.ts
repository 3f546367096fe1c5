import type { ClickAnswer } from '../../domain/approval/click-answer.ts';
import type { Click } from '../../domain/approval/click.ts';
import type { Clock } from '../../ports/clock.ts';
import { sentence } from './blocks.ts';
import { toDialog } from './dialogs.ts';
import { httpsFetch } from './https-fetch.ts';
import { OWN_LIMITS } from './limits.ts';
import type { SlackNotifierDeps } from './notifier-deps.ts';
import { toPlainTextObject } from './plain-text.ts';
import type { SlackCalls } from './slack-calls.ts';

/** The only host that a click's answer is sent to: a response address is taken from a request. */
export const RESPONSE_HOST = 'hooks.slack.com';

const TIMEOUT_MILLISECONDS = 3_000;

export type ClickRepliesDeps = Pick<SlackNotifierDeps, 'describe'> & {
  readonly calls: SlackCalls;
  readonly clock: Clock;
  /** Origins beside Slack's that a response address may have, for tests on the loopback. */
  readonly otherOrigins?: readonly string[];
  /** Hears that an answer reached nobody; the decision itself stands. */
  readonly onLost: (reason: string) => void;
};

/**
 * Answers whoever clicked, and nobody else. Never throws for an answer that cannot be delivered: what was
 * decided is decided, and must not be done again for it.
 */
export function createClickReplies(
  deps: ClickRepliesDeps,
): (click: Click, answer: ClickAnswer) => Promise<void> {
  return async (click, answer) => {
    try {
      if (answer.kind === 'dialog') await open(deps, click, answer);
      else if (isWorthSaying(answer)) await say(deps, click, answer.sentence, answer.finding);
    } catch (error) {
      deps.onLost(error instanceof Error ? error.message : 'unknown');
    }
  };
}

// Whoever approved sees the message change; only what it does not show is said.
function isWorthSaying({ done, reason }: ClickAnswer & { readonly kind: 'said' }): boolean {
  return !done || reason === 'approval-given';
}

async function open(
  deps: ClickRepliesDeps,
  click: Click,
  answer: ClickAnswer & { readonly kind: 'dialog' },
): Promise<void> {
  if (click.order.kind !== 'open') return;
  const { finding, proposal } = answer;
  const described = await deps.describe(finding, proposal);
  const view = toDialog(answer, { ...described, now: deps.clock.now() });
  try {
    await deps.calls('views.open', { trigger_id: click.order.triggerId, view });
  } catch {
    // A trigger is good for three seconds, which a cold start may take.
    await say(deps, click, 'Slack gave up waiting for us. Please click again.', finding);
  }
}

async function say(
  deps: ClickRepliesDeps,
  { clicker, responseUrl }: Click,
  words: string,
  finding: ClickAnswer['finding'],
): Promise<void> {
  const text = toPlainTextObject(words, OWN_LIMITS.text).text;
  const reply = { text, blocks: [sentence(words)] };
  if (responseUrl !== null && (await respond(deps, responseUrl, reply))) return;
  const channel = finding?.messages[0]?.channel;
  if (channel === undefined) {
    deps.onLost('there is no channel to answer in');
    return;
  }
  await deps.calls('chat.postEphemeral', { channel, user: clicker.userId, ...reply });
}

async function respond(
  { otherOrigins = [] }: ClickRepliesDeps,
  responseUrl: string,
  reply: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  if (!isAllowed(responseUrl, otherOrigins)) return false;
  try {
    const response = await httpsFetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...reply }),
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    return response.ok;
  } catch {
    // It was used up or is too old: the same is said by another way.
    return false;
  }
}

function isAllowed(responseUrl: string, otherOrigins: readonly string[]): boolean {
  const url = URL.canParse(responseUrl) ? new URL(responseUrl) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '') return false;
  return url.origin === `https://${RESPONSE_HOST}` || otherOrigins.includes(url.origin);
}
