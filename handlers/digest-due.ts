import withMiddleware from '@middy/core';
import { composeDigestDue } from '../src/compose/lambda/digest-due.ts';
import { once } from '../src/compose/lambda/once.ts';

const ready = once(composeDigestDue);

export const handler = withMiddleware(async () => (await ready())());
