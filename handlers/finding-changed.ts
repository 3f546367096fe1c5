import withMiddleware from '@middy/core';
import { composeFindingChanged } from '../src/compose/lambda/finding-changed.ts';
import type { StreamEvent } from '../src/compose/lambda/changed-aggregates.ts';
import { once } from '../src/compose/lambda/once.ts';

const ready = once(composeFindingChanged);

/** Woken by the table's stream. middy's plugin reports for SQS only; the composition answers for the stream itself. */
export const handler = withMiddleware(async ({ Records }: StreamEvent) => (await ready())(Records));
