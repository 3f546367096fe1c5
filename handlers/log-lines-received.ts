import withMiddleware from '@middy/core';
import {
  composeLogLinesReceived,
  type LogsEvent,
} from '../src/compose/lambda/log-lines-received.ts';
import { once } from '../src/compose/lambda/once.ts';

const ready = once(composeLogLinesReceived);

/** Woken by a subscription of CloudWatch Logs. */
export const handler = withMiddleware(async ({ awslogs }: LogsEvent) =>
  (await ready())(awslogs.data),
);
