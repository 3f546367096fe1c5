/** Why a change is not written directly, as the rest of a sentence. */
export const APPLY_REFUSALS = {
  'account-off': 'applying is switched off for this account',
  'policy-off': 'applying is not switched on for this policy',
  'code-owned': 'code owns it, and the next deployment would undo the change: change the code',
} as const;
export type ApplyRefusal = keyof typeof APPLY_REFUSALS;
