import withMiddleware from '@middy/core';
import { composeExpiryDue } from '../src/compose/lambda/expiry-due.ts';
import { once } from '../src/compose/lambda/once.ts';

const ready = once(composeExpiryDue);

export const handler = withMiddleware(async () => (await ready())());
