import type { Finding } from '../../domain/finding/finding.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import type { Notices } from '../../ports/notices.ts';
import type { Notifier } from '../../ports/notifier.ts';
import { toDigestMessage } from './digest-message.ts';
import { toFindingMessage } from './finding-message.ts';
import type { MessageContext } from './message-context.ts';
import { toReleasedMessage, toReminder, toStory } from './notes.ts';
import type { SlackNotifierDeps } from './notifier-deps.ts';
import { createPostSomewhere, lastChannel, placeOf } from './place-of.ts';
import { showNewest } from './show-newest.ts';

type Deps = SlackNotifierDeps & {
  /** Where the digest goes; null: the last route's channel. */
  readonly digestChannel: string | null;
};
type PostMessage = ReturnType<typeof createPostSomewhere>;

/**
 * Tells people by Slack. Every message is posted once, whoever calls how often; updates show the newest
 * state, at once where something happened, and rarely where only counts grew. Throws `AppError`, retryable
 * where the same call may succeed later.
 */
export function createSlackNotifier(deps: Deps): Notifier & Notices {
  const post = createPostSomewhere(deps);
  return { ...toNotifier(deps, post), ...toNotices(deps, post) };
}

async function describe(
  deps: Deps,
  finding: Finding,
  proposal: Proposal | null,
): Promise<MessageContext> {
  return { ...(await deps.describe(finding, proposal)), now: deps.clock.now() };
}

function toNotifier(deps: Deps, post: PostMessage): Notifier {
  return {
    async announce(finding) {
      const channel = placeOf(finding, deps);
      const message = toFindingMessage(finding, null, await describe(deps, finding, null));
      return post({ name: `finding ${finding.id} ${channel}`, channel, message });
    },
    async update(finding, proposal) {
      const context = await describe(deps, finding, proposal);
      for (const handle of finding.messages) {
        const showing = await showNewest(deps, handle, finding, proposal, context);
        const story = proposal === null ? null : toStory(proposal, handle);
        if (story !== null && showing !== 'unusable') await post(story);
      }
    },
  };
}

function toNotices(deps: Deps, post: PostMessage): Notices {
  return {
    async remind(finding, proposal, round) {
      const context = await describe(deps, finding, proposal);
      for (const handle of finding.messages) {
        await post(toReminder(finding, proposal, handle, context, round));
      }
    },
    async tellReleased(findings) {
      if (findings.length === 0) return;
      await post({ ...toReleasedMessage(findings), channel: lastChannel(deps.routes) });
    },
    async sendDigest(digest) {
      const channel = deps.digestChannel ?? lastChannel(deps.routes);
      const message = toDigestMessage(digest);
      await post({ name: `digest ${digest.until}`, channel, message });
    },
  };
}
