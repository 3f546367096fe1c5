import { createDynamodbMessageLog } from '../../adapters/aws/dynamodb/message-log.ts';
import { createTopicNotifier } from '../../adapters/aws/sns/topic-notifier.ts';
import { createSnsClient, createTopicPublisher } from '../../adapters/aws/sns/topic-publisher.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { Notices } from '../../ports/notices.ts';
import type { Notifier } from '../../ports/notifier.ts';
import type { TopicPublisher } from '../../ports/topic-publisher.ts';
import { readEnvironment } from '../config/read-environment.ts';
import type { Environment } from './open-environment.ts';
import { HOLDER } from './open-slack.ts';
import type { State } from './open-state.ts';

export type Messages = Notifier & Notices;

/** Tells people by Slack where it is configured, else by the topic. Slack's own package is loaded only then. */
export async function openMessages(environment: Environment, state: State): Promise<Messages> {
  const { config, clock } = environment;
  const log = createDynamodbMessageLog({ table: state.table, clock });
  if (config.slack === null) {
    const publish = openTopic(environment);
    return withPatience(createTopicNotifier({ publish, log, clock, holder: HOLDER }), environment);
  }
  const { openSlackNotifier } = await import('./open-slack-notifier.ts');
  return withPatience(openSlackNotifier(environment, log), environment);
}

/** The topic of those who have no Slack. */
export function openTopic({ region }: Environment): TopicPublisher {
  const { ALERT_TOPIC_ARN } = readEnvironment('ALERT_TOPIC_ARN');
  return createTopicPublisher({ client: createSnsClient({ region }), topicArn: ALERT_TOPIC_ARN });
}

// A message that cannot be brought up to date now holds up no work: every few minutes all messages are
// compared with what they should show.
function withPatience(messages: Messages, { log }: Environment): Messages {
  return {
    ...messages,
    async announce(finding) {
      try {
        return await messages.announce(finding);
      } catch (error) {
        log.count({ MessageFailures: 1 });
        throw error;
      }
    },
    async update(finding, proposal) {
      try {
        await messages.update(finding, proposal);
      } catch (error) {
        if (!isAppError(error)) throw error;
        log.error('a message is out of date', error, { id: finding.id });
        log.count({ MessageFailures: 1 });
      }
    },
  };
}
