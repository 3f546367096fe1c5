import withMiddleware from '@middy/core';
import { composeRetentionDue } from '../src/compose/lambda/retention-due.ts';
import { once } from '../src/compose/lambda/once.ts';

const ready = once(composeRetentionDue);

export const handler = withMiddleware(async () => (await ready())());
