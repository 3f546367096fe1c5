/** Why AWS denied a request. The words are the product's vocabulary: CLI, store, Slack and docs use the same. */
export const CAUSES = [
  'identity-policy-missing',
  'identity-policy-explicit-deny',
  'scp-missing',
  'scp-explicit-deny',
  'rcp-explicit-deny',
  'boundary-missing',
  'boundary-explicit-deny',
  'session-policy-missing',
  'session-policy-explicit-deny',
  'resource-policy-missing',
  'resource-policy-explicit-deny',
  'trust-policy-missing',
  'trust-policy-explicit-deny',
  'vpce-policy-missing',
  'vpce-policy-explicit-deny',
  'encoded',
  'unspecified',
] as const;

export type Cause = (typeof CAUSES)[number];
