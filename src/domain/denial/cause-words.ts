import type { Cause } from './cause.ts';

/** Each cause as the end of the sentence "X cannot do Y: …", in plain words. */
export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  'identity-policy-missing': 'no policy of its own allows it',
  'identity-policy-explicit-deny': 'one of its own policies denies it',
  'scp-missing': 'no service control policy of the organisation allows it',
  'scp-explicit-deny': 'a service control policy of the organisation denies it',
  'rcp-explicit-deny': 'a resource control policy of the organisation denies it',
  'boundary-missing': 'its permissions boundary does not allow it',
  'boundary-explicit-deny': 'its permissions boundary denies it',
  'session-policy-missing': 'the session policy given when the role was assumed does not allow it',
  'session-policy-explicit-deny': 'the session policy given when the role was assumed denies it',
  'resource-policy-missing': 'no policy of the resource allows it',
  'resource-policy-explicit-deny': 'the policy of the resource denies it',
  'trust-policy-missing': 'the trust policy of the role does not allow it',
  'trust-policy-explicit-deny': 'the trust policy of the role denies it',
  'vpce-policy-missing': 'the policy of the VPC endpoint does not allow it',
  'vpce-policy-explicit-deny': 'the policy of the VPC endpoint denies it',
  encoded: 'AWS says why only in an encoded message',
  unspecified: 'AWS does not say why',
};
