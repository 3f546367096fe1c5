import withMiddleware from '@middy/core';
import partialBatchFailure from '@middy/sqs-partial-batch-failure';
import { composeDecisionMade } from '../src/compose/lambda/decision-made.ts';
import type { QueueEvent } from '../src/compose/lambda/settle-batch.ts';
import { once } from '../src/compose/lambda/once.ts';

const ready = once(composeDecisionMade);

/** Woken by the queue of decisions, one click a time. Its own logger would write whole messages. */
export const handler = withMiddleware(async ({ Records }: QueueEvent) =>
  (await ready())(Records),
).use(partialBatchFailure({ logger: () => undefined }));
