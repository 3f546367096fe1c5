/** Why a decision is not recorded, as the end of the sentence "not recorded: …". */
export const DECISION_REFUSALS = {
  'not-found': 'there is no such proposal',
  'already-decided': 'it was decided before',
  'digest-differs': 'it is not the change that was looked at; look at it again',
  expired: 'its time has run out; a new denial brings a new proposal',
  'apply-refused': 'it may not be applied directly here',
} as const;
export type DecisionRefusal = keyof typeof DECISION_REFUSALS;
