import withMiddleware from '@middy/core';
import partialBatchFailure from '@middy/sqs-partial-batch-failure';
import { composeDenialReceived } from '../src/compose/lambda/denial-received.ts';
import type { QueueEvent } from '../src/compose/lambda/settle-batch.ts';
import { once } from '../src/compose/lambda/once.ts';

const ready = once(composeDenialReceived);

/** Woken by SQS: what EventBridge's rules matched. Its own logger would write whole records. */
export const handler = withMiddleware(async ({ Records }: QueueEvent) =>
  (await ready())(Records),
).use(partialBatchFailure({ logger: () => undefined }));
