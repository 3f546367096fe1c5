import { randomUUID } from 'node:crypto';
import {
  createSecretReader,
  createSecretsClient,
} from '../../adapters/aws/secrets/secret-reader.ts';
import type { MessageContext } from '../../adapters/slack/message-context.ts';
import { createSlackCalls, type SlackCalls } from '../../adapters/slack/slack-calls.ts';
import { groupsOf } from '../../domain/approval/judge-approver.ts';
import type { Finding } from '../../domain/finding/finding.ts';
import type { Config } from '../config/config-schema.ts';
import { readEnvironment } from '../config/read-environment.ts';
import type { Environment } from './open-environment.ts';

/** Names this process among those that post messages. */
export const HOLDER = randomUUID();

/** Slack's Web API with the token of the secret. */
export function openSlackCalls({ region, clock }: Environment): SlackCalls {
  const { SLACK_SECRET_ID } = readEnvironment('SLACK_SECRET_ID');
  const secrets = createSecretReader({ client: createSecretsClient({ region }), clock });
  return createSlackCalls({ secrets, secretId: SLACK_SECRET_ID });
}

/** What messages say beside the finding, by the configuration. */
export function createDescribe(
  config: Config,
): (finding: Finding) => Promise<Omit<MessageContext, 'now'>> {
  return ({ account: id }) => {
    const account = config.accounts.find((one) => one.id === id);
    const groups = groupsOf(id, config.approvers);
    const isCounted = groups.every(({ slackUserGroup }) => slackUserGroup === null);
    const people = new Set(groups.flatMap(({ users }) => users)).size;
    return Promise.resolve({
      accountName: account?.name ?? null,
      approvers: { names: groups.map(({ name }) => name), people: isCounted ? people : null },
      mayApply: account?.apply === 'direct',
    });
  };
}
