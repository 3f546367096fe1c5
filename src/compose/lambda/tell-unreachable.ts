import { createDynamodbSeenRequests } from '../../adapters/aws/dynamodb/seen-requests.ts';
import type { Table } from '../../adapters/aws/dynamodb/table.ts';
import { parseIamArn } from '../../domain/principal/iam-arn.ts';
import type { FollowParts } from '../work/work-parts.ts';
import type { Environment } from './open-environment.ts';
import { openTopic } from './open-messages.ts';

const DAY_SECONDS = 24 * 3_600;

/** Tells the operators once a day and account that it does not let us in; its findings stay, and the other accounts go on. */
export function createTellUnreachable(
  environment: Environment,
  table: Table,
): FollowParts['onUnreachable'] {
  const { clock, log } = environment;
  const publish = openTopic(environment);
  const seen = createDynamodbSeenRequests({ table, clock });
  return async (principalArn, error) => {
    const account = parseIamArn(principalArn)?.account ?? 'unknown';
    log.error('an account does not let us read it', error, { account });
    log.count({ AccountsUnreachable: 1 });
    const day = clock.now().slice(0, 10);
    const memory = await seen.remember(`unreachable-${account}-${day}`, 2 * DAY_SECONDS);
    if (memory === 'seen') return;
    await publish({
      subject: `[rolemender] account ${account} cannot be read`,
      text: `The account ${account} does not let rolemender read its IAM (${error.code}). Its findings are kept, and nothing is proposed for them until it does. "rolemender doctor" names what is missing.`,
    });
  };
}
