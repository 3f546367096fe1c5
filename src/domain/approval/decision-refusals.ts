/** Why a decision is not recorded, as the end of the sentence "not recorded: …". */
export const DECISION_REFUSALS = {
  'not-found': 'there is no such proposal',
  'already-decided': 'it was decided before',
  'digest-differs': 'it is not the change that was looked at; look at it again',
  expired: 'its time has run out; a new denial brings a new proposal',
  'apply-refused': 'it may not be applied directly here',
  'too-dangerous':
    'a change of this risk is never approved here; its owners change the policy by hand',
  'reason-missing': 'a change of this risk needs a reason in your own words',
  'approved-by-you': 'you approved it before; the next approval must come from somebody else',
  'not-comparable':
    'the approval before came from elsewhere (Slack, command line), so nobody can tell that you are another person',
  'same-group': 'the next approval must come from another group of approvers',
} as const;
export type DecisionRefusal = keyof typeof DECISION_REFUSALS;
