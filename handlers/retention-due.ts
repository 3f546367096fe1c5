import withMiddleware from '@middy/core';
import { once } from '../src/compose/lambda/once.ts';
import { composeRetentionDue } from '../src/compose/lambda/retention-due.ts';

const ready = once(composeRetentionDue);

/** Woken once a night. */
export const handler = withMiddleware(
  async (_event: unknown, { awsRequestId }: { readonly awsRequestId: string }) =>
    (await ready())(awsRequestId),
);
