import { digestOf } from '../../../kernel/digest.ts';
import type { ApprovalPace } from '../../../ports/approval-pace.ts';
import { toTtl } from './expiring-item.ts';
import type { Table } from './table.ts';

const KEPT_SECONDS = 3600;

/** The `ApprovalPace` on the store's table: one item an approval, which deletes itself. */
export function createDynamodbApprovalPace(deps: { readonly table: Table }): ApprovalPace {
  const { table } = deps;
  return {
    async add(by, at) {
      const Item = { pk: toPartition(by), sk: at, kind: 'approval', ttl: toTtl(at, KEPT_SECONDS) };
      await table.put({ Item });
    },
    async countSince(by, since) {
      let count = 0;
      for await (const { sk } of table.query(toPartition(by))) {
        if (typeof sk === 'string' && sk > since) count++;
      }
      return count;
    },
  };
}

function toPartition(by: string): string {
  return `pace-${digestOf(by)}`;
}
