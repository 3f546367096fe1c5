import withMiddleware from '@middy/core';
import { composeReconcileDue } from '../src/compose/lambda/reconcile-due.ts';
import { once } from '../src/compose/lambda/once.ts';

const ready = once(composeReconcileDue);

export const handler = withMiddleware(async () => (await ready())());
