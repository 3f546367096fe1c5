import {
  createEventBridgeClient,
  createEventBridgePublisher,
} from '../../adapters/aws/eventbridge/event-publisher.ts';
import type { Notifier } from '../../ports/notifier.ts';
import type { WorkQueue } from '../../ports/work-queue.ts';
import { readEnvironment } from '../config/read-environment.ts';
import { createFollowParts } from '../work/create-follow-parts.ts';
import { createRecordedWork } from '../work/recorded-work.ts';
import type { FollowParts } from '../work/work-parts.ts';
import { createTellUnreachable } from './tell-unreachable.ts';
import { openAccounts } from './open-accounts.ts';
import type { Environment } from './open-environment.ts';
import { openQueue } from './open-queue.ts';
import { openAudit, type State } from './open-state.ts';
import { toApplyMode } from './to-apply-mode.ts';
import { PAYLOAD_SCHEMA, type VerifyOrder } from './payloads.ts';

/** Denials of one principal that arrive within this time of an offer join it. */
const OFFER_WINDOW_MINUTES = 10;

/** IAM is seen everywhere a few seconds after a change; the first look comes no sooner. */
export const FIRST_LOOK_SECONDS = 5;

/** Everything that follows from a finding or a proposal without writing IAM. */
export function openFollowParts(
  environment: Environment,
  { store, table }: State,
  notifier: Notifier,
): FollowParts {
  const { clock, config, region } = environment;
  const { EVENT_BUS_NAME } = readEnvironment('EVENT_BUS_NAME');
  const verifyQueue: WorkQueue<VerifyOrder> = openQueue(environment, 'VERIFY_QUEUE_URL');
  const client = createEventBridgeClient({ region });
  return createFollowParts({
    store,
    clock,
    notifier,
    accounts: openAccounts(environment).reader,
    recorded: createRecordedWork({ store, clock, audit: openAudit(environment) }),
    publisher: createEventBridgePublisher({ client, busName: EVENT_BUS_NAME, clock }),
    onUnreachable: createTellUnreachable(environment, table),
    verifyChange: (proposalId) =>
      verifyQueue.send(
        { schema: PAYLOAD_SCHEMA, proposalId },
        { delaySeconds: FIRST_LOOK_SECONDS },
      ),
    applyMode: toApplyMode(config),
    rules: { windowMinutes: OFFER_WINDOW_MINUTES, expiryHours: config.timing.offerHours },
  });
}
