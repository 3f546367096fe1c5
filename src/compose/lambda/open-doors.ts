import { createDocumentClient } from '../../adapters/aws/dynamodb/document-client.ts';
import { createDynamodbSeenRequests } from '../../adapters/aws/dynamodb/seen-requests.ts';
import { createTable } from '../../adapters/aws/dynamodb/table.ts';
import {
  createSecretReader,
  createSecretsClient,
} from '../../adapters/aws/secrets/secret-reader.ts';
import { createRequestGate, type GateVerdict } from '../../adapters/slack/request-gate.ts';
import type { SlackRequest } from '../../adapters/slack/verify-request.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { type Click, toQueueIds } from '../../domain/approval/click.ts';
import { readEnvironment } from '../config/read-environment.ts';
import { openQueue } from './open-queue.ts';

/** The two doors that a click goes through: whether Slack sent it, and the queue in which it waits for a decision. */
export type Doors = {
  readonly gate: (request: SlackRequest) => Promise<GateVerdict>;
  readonly enqueue: (click: Click) => Promise<void>;
};

export function openDoors(): Doors {
  const names = ['AWS_REGION', 'STATE_TABLE', 'SLACK_SECRET_ID'] as const;
  const { AWS_REGION: region, STATE_TABLE, SLACK_SECRET_ID } = readEnvironment(...names);
  const clock = systemClock;
  const table = createTable({ client: createDocumentClient({ region }), tableName: STATE_TABLE });
  const queue = openQueue<Click>({ region }, 'DECISION_QUEUE_URL');
  return {
    gate: createRequestGate({
      secrets: createSecretReader({ client: createSecretsClient({ region }), clock }),
      secretId: SLACK_SECRET_ID,
      seen: createDynamodbSeenRequests({ table, clock }),
      clock,
    }),
    enqueue: (click) => queue.send(click, toQueueIds(click)),
  };
}
