import { randomUUID } from 'node:crypto';
import { AppError } from '../../../kernel/app-error.ts';
import { digestOf } from '../../../kernel/digest.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { LoggedMessage, MessageLog } from '../../../ports/message-log.ts';
import { toTtl } from './expiring-item.ts';
import type { Item, Key, Table } from './table.ts';

/** Longer than any offer and its rollback; a message that is older is still found by its finding. */
const KEPT_SECONDS = 30 * 24 * 3600;

/** The `MessageLog` on the store's table: one item a message, which deletes itself a month after its last change. */
export function createDynamodbMessageLog(deps: {
  readonly table: Table;
  readonly clock: Clock;
}): MessageLog {
  const { table, clock } = deps;
  return {
    async find(name) {
      const item = await table.get(toKey(name));
      return item === undefined ? undefined : parseItem(item, name);
    },
    async save(name, revision, next) {
      const key = toKey(name);
      const token = randomUUID();
      const Item = {
        ...key,
        kind: 'message',
        token,
        revision: revision + 1,
        body: JSON.stringify(next),
        ttl: toTtl(clock.now(), KEPT_SECONDS),
      };
      const condition =
        revision === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#revision = :expected',
              ExpressionAttributeNames: { '#revision': 'revision' },
              ExpressionAttributeValues: { ':expected': revision },
            };
      if ((await table.put({ Item, ...condition })) === 'written') return 'saved';
      return (await table.get(key))?.['token'] === token ? 'saved' : 'conflict';
    },
  };
}

function toKey(name: string): Key {
  return { pk: `message-${digestOf(name)}`, sk: 'message' };
}

function parseItem(item: Item, name: string) {
  const { revision, body } = item;
  if (typeof revision !== 'number' || typeof body !== 'string') {
    throw new AppError('invalid-data', `what is known of the message ${name} is unreadable`);
  }
  return { revision, message: JSON.parse(body) as LoggedMessage };
}
