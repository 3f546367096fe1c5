import type { RequiredPermission } from '../permission/required-permission.ts';
import type { Reading } from './denial.ts';

/**
 * The reading with its actions as AWS spells them: a message may say `s3:putbucketcors`, and denials of
 * one action must be one finding. `spell` leaves an action that it does not know as it is.
 */
export function withAwsSpelling(reading: Reading, spell: (action: string) => string): Reading {
  if (reading.kind !== 'denial') return reading;
  const spelled = (permissions: readonly RequiredPermission[]) =>
    permissions.map((permission) => ({ ...permission, action: spell(permission.action) }));
  return {
    ...reading,
    required: spelled(reading.required),
    alsoLikely: spelled(reading.alsoLikely),
  };
}
