import withMiddleware from '@middy/core';
import partialBatchFailure from '@middy/sqs-partial-batch-failure';
import { composeChangeApplied } from '../src/compose/lambda/change-applied.ts';
import type { QueueEvent } from '../src/compose/lambda/settle-batch.ts';
import { once } from '../src/compose/lambda/once.ts';

const ready = once(composeChangeApplied);

/** Woken by SQS, some time after a change. Its own logger would write whole records. */
export const handler = withMiddleware(async ({ Records }: QueueEvent) =>
  (await ready())(Records),
).use(partialBatchFailure({ logger: () => undefined }));
