import withMiddleware from '@middy/core';
import { composeProposalApproved } from '../src/compose/lambda/proposal-approved.ts';
import type { StreamEvent } from '../src/compose/lambda/changed-aggregates.ts';
import { once } from '../src/compose/lambda/once.ts';

const ready = once(composeProposalApproved);

/** Woken by the table's stream: a person approved a change, or ordered it back. */
export const handler = withMiddleware(
  async ({ Records }: StreamEvent, { awsRequestId }: { readonly awsRequestId: string }) =>
    (await ready())(Records, awsRequestId),
);
