/** Why a person rejects, with what follows: `suspicious` goes to the security team instead of being closed. */
export const REJECT_REASONS = {
  'wrong-resource': 'the wrong resource or permission',
  'app-bug': 'a bug of the application, which should not ask for it',
  suspicious: 'suspicious: the security team should look at it',
  'not-now': 'not now',
} as const;
export type RejectReason = keyof typeof REJECT_REASONS;

/** True for a text from outside that is one of the reasons. */
export function isRejectReason(text: string): text is RejectReason {
  return Object.hasOwn(REJECT_REASONS, text);
}
