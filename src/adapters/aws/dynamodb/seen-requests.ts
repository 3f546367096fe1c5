import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../ports/clock.ts';
import type { SeenRequests } from '../../../ports/seen-requests.ts';
import { toTtl } from './expiring-item.ts';
import type { Table } from './table.ts';

/** The `SeenRequests` on the store's table: one item a request, which deletes itself. */
export function createDynamodbSeenRequests(deps: {
  readonly table: Table;
  readonly clock: Clock;
}): SeenRequests {
  const { table, clock } = deps;
  return {
    async remember(name, seconds) {
      const key = { pk: `seen-${name}`, sk: 'seen' };
      const token = randomUUID();
      const Item = { ...key, kind: 'seen-request', token, ttl: toTtl(clock.now(), seconds) };
      const ConditionExpression = 'attribute_not_exists(pk)';
      if ((await table.put({ Item, ConditionExpression })) === 'written') return 'new';
      // The answer to a first attempt may have been lost, and the retry then met our own write.
      return (await table.get(key))?.['token'] === token ? 'new' : 'seen';
    },
  };
}
