import type { Finding } from '../../domain/finding/finding.ts';
import type { Route } from '../../domain/finding/route.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import type { MessageContext } from './message-context.ts';
import type { PostOnceDeps } from './post-once.ts';

/** What our operators should hear of; never a message to the channel that fails. Codes are Slack's names of errors. */
export type SlackTrouble = {
  readonly kind: 'channel-unusable' | 'message-unusable';
  readonly channel: string;
  readonly code: string;
};

export type SlackNotifierDeps = PostOnceDeps & {
  /** The first that fits counts; the last one fits everything, and its channel takes what another one cannot. */
  readonly routes: readonly Route[];
  /** Where reconnaissance and suspicions go; null: as routed. */
  readonly securityChannel: string | null;
  readonly teamOf: (account: string | null) => string | null;
  /** What a message says of the account and of who may approve. */
  readonly describe: (
    finding: Finding,
    proposal: Proposal | null,
  ) => Promise<Omit<MessageContext, 'now'>>;
  readonly report: (trouble: SlackTrouble) => void;
};
