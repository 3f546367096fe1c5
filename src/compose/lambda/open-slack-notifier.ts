import { createChannelPace } from '../../adapters/slack/channel-pace.ts';
import { createSlackNotifier } from '../../adapters/slack/notifier.ts';
import type { MessageLog } from '../../ports/message-log.ts';
import type { Notices } from '../../ports/notices.ts';
import type { Notifier } from '../../ports/notifier.ts';
import type { Environment } from './open-environment.ts';
import { createDescribe, HOLDER, openSlackCalls } from './open-slack.ts';

/** The workspace's channels, as the configuration routes. */
export function openSlackNotifier(
  environment: Environment,
  messageLog: MessageLog,
): Notifier & Notices {
  const { config, clock, log } = environment;
  const teams = new Map(config.accounts.map(({ id, team }) => [id, team]));
  return createSlackNotifier({
    calls: openSlackCalls(environment),
    pace: createChannelPace(clock),
    log: messageLog,
    clock,
    holder: HOLDER,
    routes: config.routing,
    securityChannel: config.slack?.securityChannel ?? null,
    digestChannel: config.digest.channel,
    teamOf: (account) => (account === null ? null : (teams.get(account) ?? null)),
    describe: createDescribe(config),
    report: ({ kind, channel, code }) => {
      log.info('a channel or message cannot be used', { kind, channel, code });
      log.count({ MessageFailures: 1 });
    },
  });
}
