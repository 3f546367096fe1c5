import { DEFAULT_QUOTAS } from '../../domain/policy/limits.ts';
import type { DataNode } from '../data/data-node.ts';

/**
 * Whether a policy grows beyond what IAM takes. One that is larger than its quota already is of a kind that
 * may be: then the largest quota counts. A function's call is counted as it is written, which is near its value.
 */
export function exceedsQuota(before: DataNode, after: DataNode, quota: number): boolean {
  const limit = sizeOf(before) > quota ? DEFAULT_QUOTAS.inlineSizePerRole : quota;
  return sizeOf(after) > limit;
}

/** The length of a value as JSON without white space; an alias counts by its name. */
function sizeOf(node: DataNode): number {
  if (node.kind === 'alias') return node.name.length;
  if (node.kind === 'scalar') return JSON.stringify(node.value).length;
  const sizes =
    node.kind === 'list'
      ? node.items.map(sizeOf)
      : node.pairs.map(({ key, value }) => key.length + 3 + sizeOf(value));
  return sizes.reduce((sum, size) => sum + size + 1, 1);
}
