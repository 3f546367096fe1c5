import { DEFAULT_QUOTAS } from '../policy/limits.ts';
import type { ManagedPolicy } from '../policy/principal-policies.ts';
import { newestFirst } from './version-order.ts';

/** What has to go before a policy can take one more version. */
export type Room =
  | { readonly kind: 'free' }
  | { readonly kind: 'delete-first'; readonly versionId: string }
  | { readonly kind: 'none'; readonly reason: NoRoomReason };

export const NO_ROOM_REASONS = {
  'all-protected':
    'every stored version is the default or one that a recorded change can be rolled back to',
} as const;
export type NoRoomReason = keyof typeof NO_ROOM_REASONS;

/**
 * The single version to delete so that one more fits: none while there is room, else the oldest that is
 * neither the default nor protected. `versionsPerPolicy` is IAM's quota (five unless the account says otherwise).
 */
export function roomForOneMore(
  policy: ManagedPolicy,
  protectedVersionIds: ReadonlySet<string>,
  versionsPerPolicy: number = DEFAULT_QUOTAS.versionsPerPolicy,
): Room {
  if (policy.versions.length < versionsPerPolicy) return { kind: 'free' };
  const oldest = newestFirst(policy.versions).findLast(
    ({ versionId, isDefault }) =>
      !isDefault && versionId !== policy.defaultVersionId && !protectedVersionIds.has(versionId),
  );
  return oldest === undefined
    ? { kind: 'none', reason: 'all-protected' }
    : { kind: 'delete-first', versionId: oldest.versionId };
}
