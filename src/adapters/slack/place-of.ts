import type { Finding, MessageHandle } from '../../domain/finding/finding.ts';
import { isReconnaissanceAlert } from '../../domain/finding/reconnaissance.ts';
import { channelOf } from '../../domain/finding/route.ts';
import { severityOf } from '../../domain/finding/severity.ts';
import { AppError, isAppError } from '../../kernel/app-error.ts';
import type { SlackNotifierDeps } from './notifier-deps.ts';
import { createPostOnce, type Post } from './post-once.ts';
import { isChannelError } from './slack-error.ts';

type Places = Pick<SlackNotifierDeps, 'routes' | 'securityChannel' | 'teamOf'>;

/** The channel that a finding belongs into now. */
export function placeOf(finding: Finding, { routes, securityChannel, teamOf }: Places): string {
  const isForSecurity = isReconnaissanceAlert(finding) || finding.suspicion !== null;
  if (isForSecurity && securityChannel !== null) return securityChannel;
  const { account } = finding;
  const routed = { account, team: teamOf(account), severity: severityOf(finding) };
  return channelOf(routed, routes) ?? lastChannel(routes);
}

/** The channel of the last route, which takes everything. */
export function lastChannel(routes: Places['routes']): string {
  const last = routes.at(-1)?.channel;
  if (last === undefined) throw new AppError('invalid-data', 'no channel is configured');
  return last;
}

/** Posts a message once; where its channel takes nothing any more, in the last route's channel instead. */
export function createPostSomewhere(
  deps: SlackNotifierDeps,
): (post: Post) => Promise<MessageHandle> {
  const postOnce = createPostOnce(deps);
  return async (post) => {
    try {
      return await postOnce(post);
    } catch (error) {
      const fallback = lastChannel(deps.routes);
      if (!isChannelError(error) || !isAppError(error)) throw error;
      const code = error.context['slack'] ?? '';
      deps.report({ kind: 'channel-unusable', channel: post.channel, code });
      if (post.channel === fallback) throw error;
      const { thread: _, ...alone } = post;
      return postOnce({ ...alone, channel: fallback });
    }
  };
}
