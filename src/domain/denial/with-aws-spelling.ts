import type { RequiredPermission } from '../permission/required-permission.ts';
import type { Reading } from './denial.ts';

/**
 * The reading with its actions as AWS spells them: a message may say `s3:putbucketcors`, and denials of
 * one action must be one finding. `spell` leaves an action that it does not know as it is.
 */
export function withAwsSpelling(reading: Reading, spell: (action: string) => string): Reading {
  if (reading.kind !== 'denial') return reading;
  const required = spelled(reading.required, spell);
  const alsoLikely = spelled(reading.alsoLikely, spell);
  // AWS spells nearly all of them so: nothing is copied then.
  return required === reading.required && alsoLikely === reading.alsoLikely
    ? reading
    : { ...reading, required, alsoLikely };
}

function spelled(
  permissions: readonly RequiredPermission[],
  spell: (action: string) => string,
): readonly RequiredPermission[] {
  return permissions.every(({ action }) => spell(action) === action)
    ? permissions
    : permissions.map((permission) => ({ ...permission, action: spell(permission.action) }));
}
