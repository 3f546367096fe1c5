import withMiddleware from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';
import {
  composeSlackInteracted,
  type HttpRequest,
} from '../src/compose/lambda/slack-interacted.ts';

const answer = composeSlackInteracted();

/** Woken by HTTP: somebody clicked. A fault of ours answers 500 without a word; its own logger would write the error whole. */
export const handler = withMiddleware((request: HttpRequest) => answer(request)).use(
  httpErrorHandler({ logger: () => undefined }),
);
