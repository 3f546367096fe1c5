import type { PolicyLeases } from '../../../ports/policy-leases.ts';
import { ITEM_SCHEMA } from './aggregate-item.ts';
import type { Key, Table } from './table.ts';

/** The `kind` attribute of a lease, which shares the table with the aggregates. */
const POLICY_LEASE_KIND = 'policy-lease';
const DAY_SECONDS = 86_400;

/**
 * The `PolicyLeases` on the store's table: one conditional item a policy. Expiry is decided by the condition;
 * `ttl` only cleans up (DynamoDB deletes late, up to days).
 */
export function createDynamodbPolicyLeases(deps: { readonly table: Table }): PolicyLeases {
  const { table } = deps;
  return {
    async take(policyArn, { holder, now, expiresAt }) {
      const written = await table.put({
        Item: {
          ...toKey(policyArn),
          kind: POLICY_LEASE_KIND,
          schema: ITEM_SCHEMA,
          holder,
          expiresAt,
          ttl: Math.ceil(Date.parse(expiresAt) / 1000) + DAY_SECONDS,
        },
        ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now OR holder = :holder',
        ExpressionAttributeValues: { ':now': now, ':holder': holder },
      });
      return written === 'written' ? 'taken' : 'held';
    },
    async release(policyArn, holder) {
      await table.update({
        Key: toKey(policyArn),
        UpdateExpression: 'SET expiresAt = :over',
        ConditionExpression: 'holder = :holder',
        // Earlier than any time, as text too.
        ExpressionAttributeValues: { ':over': '0', ':holder': holder },
      });
    },
  };
}

// `pk` is longer than any aggregate's partition, and `sk` is no id of an aggregate.
function toKey(policyArn: string): Key {
  return { pk: 'policy-lease', sk: policyArn };
}
