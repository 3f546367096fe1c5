import type { Digest } from '../../../domain/finding/digest.ts';
import { isQuiet } from '../../../domain/finding/digest.ts';
import type { Finding } from '../../../domain/finding/finding.ts';
import { toDigestText, toNoticeText, toReleasedText } from '../../../domain/finding/notice-text.ts';
import type { Proposal } from '../../../domain/proposal/proposal.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { MessageLog } from '../../../ports/message-log.ts';
import type { Notices } from '../../../ports/notices.ts';
import type { Notifier } from '../../../ports/notifier.ts';
import type { TopicPublisher } from '../../../ports/topic-publisher.ts';

type Deps = {
  readonly publish: TopicPublisher;
  readonly log: MessageLog;
  readonly clock: Clock;
  /** Names this process. */
  readonly holder: string;
};

type Text = { readonly subject: string; readonly text: string };

/** The channel of the handles of notices that went to a topic. */
const CHANNEL = 'topic';

/**
 * Tells those who subscribed a topic. A notice cannot be changed, so one is sent for a finding and one for
 * each state of its proposal, and none for counts. Sent again only where a worker died while it was sent.
 */
export function createTopicNotifier(deps: Deps): Notifier & Notices {
  const send = (name: string, text: Text) => sendOnce(deps, name, text);
  return {
    async announce(finding) {
      await send(`finding ${finding.id}`, toNoticeText(finding, null));
      return { channel: CHANNEL, id: finding.id };
    },
    async update(finding, proposal) {
      if (finding.messages.length === 0) return;
      const name = `finding ${finding.id} ${stateOf(finding, proposal)}`;
      await send(name, toNoticeText(finding, proposal));
    },
    async remind(finding, proposal, round) {
      const { subject, text } = toNoticeText(finding, proposal);
      await send(`reminder ${proposal.id} ${round}`, { subject: `Reminder: ${subject}`, text });
    },
    async tellReleased(findings) {
      const ids = findings.map(({ id, version }) => `${id}.${version}`).join(' ');
      if (findings.length > 0) await send(`released ${ids}`, toReleasedText(findings));
    },
    async sendDigest(digest: Digest) {
      if (!isQuiet(digest)) await send(`digest ${digest.until}`, toDigestText(digest));
    },
  };
}

function stateOf({ state }: Finding, proposal: Proposal | null): string {
  if (proposal === null) return state;
  const approvals = proposal.approvals.length;
  return [state, proposal.id, proposal.state, approvals, proposal.verification?.kind].join(' ');
}

async function sendOnce({ publish, log, clock, holder }: Deps, name: string, text: Text) {
  const key = `topic ${name}`;
  const known = await log.find(key);
  if (known?.message.messageId) return;
  await publish(text);
  const at = clock.now();
  const next = { channel: CHANNEL, holder, claimedAt: at, messageId: at, shown: null };
  // A conflict means that another worker sent it at the same time: twice is better than never.
  await log.save(key, known?.revision ?? 0, next);
}
