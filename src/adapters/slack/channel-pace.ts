import { isAppError } from '../../kernel/app-error.ts';
import type { Clock } from '../../ports/clock.ts';

/** Slack takes about one message a second in one channel. */
const GAP_MILLISECONDS = 1_050;

/** Longer than this nobody waits in a function: the work is taken up again later. */
const MOST_WAIT_MILLISECONDS = 5_000;

/** Lets the calls of one channel through at Slack's pace. A channel that Slack holds back does not hold up the others. */
export type ChannelPace = {
  /** Posts with the gap between messages. */
  post<T>(channel: string, work: () => Promise<T>): Promise<T>;
  /** Other calls, which only wait where Slack said so. */
  call<T>(channel: string, work: () => Promise<T>): Promise<T>;
};

/** One process's pace; another one that is faster than Slack allows is told so by Slack, and waits then. */
export function createChannelPace(clock: Clock): ChannelPace {
  const nextPostAt = new Map<string, number>();
  const heldUntil = new Map<string, number>();
  const now = () => Date.parse(clock.now());
  const waitUntil = async (at: number) => {
    const wait = at - now();
    if (wait > 0) await clock.sleep(wait);
  };
  const call = async <T>(channel: string, work: () => Promise<T>): Promise<T> => {
    const until = heldUntil.get(channel) ?? 0;
    if (until - now() <= MOST_WAIT_MILLISECONDS) await waitUntil(until);
    try {
      return await work();
    } catch (error) {
      const seconds = retryAfterOf(error);
      if (seconds === undefined) throw error;
      heldUntil.set(channel, now() + seconds * 1000);
      if (seconds * 1000 > MOST_WAIT_MILLISECONDS) throw error;
      await waitUntil(now() + seconds * 1000);
      return work();
    }
  };
  return {
    call,
    async post(channel, work) {
      const at = Math.max(nextPostAt.get(channel) ?? 0, now());
      nextPostAt.set(channel, at + GAP_MILLISECONDS);
      await waitUntil(at);
      return call(channel, work);
    },
  };
}

function retryAfterOf(error: unknown): number | undefined {
  if (!isAppError(error, 'throttled')) return undefined;
  const seconds = Number(error.context['retryAfterSeconds'] ?? 1);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : 1;
}
