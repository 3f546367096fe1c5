import type { Denial } from './denial.ts';

// CloudTrail writes one event into the trail of the caller's account and, where the resource is another
// account's, into that one's too; `sharedEventID` joins them (CloudTrail User Guide, "Record contents").

/** The account that the caller belongs to: of the resource owner's copy it is not the one that recorded it. */
export function callerAccountOf({
  account,
  principal,
  sharedEventId,
}: Pick<Denial, 'account' | 'principal' | 'sharedEventId'>): string | null {
  if (sharedEventId === null) return account;
  const named = principal.arn?.split(':', 5)[4] ?? '';
  return /^\d{12}$/.test(named) ? named : account;
}

/** True for the copy that the owner of the resource was given: whoever can grant it is in another account. */
export function isOwnersCopy(denial: Denial): boolean {
  if (denial.sharedEventId === null) return false;
  return denial.principal.kind === 'account' || callerAccountOf(denial) !== denial.account;
}

/** What an event is counted by: its copies are one event. */
export function eventKeyOf({ sharedEventId, eventId }: Denial): string | null {
  return sharedEventId ?? eventId;
}

/** Without the owner's copies of events whose caller's copy is there too: they tell the same denial, and less of it. */
export function withoutSecondCopies(denials: readonly Denial[]): readonly Denial[] {
  const told = new Set(denials.filter((one) => !isOwnersCopy(one)).map(eventKeyOf));
  return denials.filter((one) => !isOwnersCopy(one) || !told.has(eventKeyOf(one)));
}
