/**
 * The environment variables of the functions: names and ARNs, never a secret. Each function has only
 * those that it needs (`serverless.yml`).
 */
export const ENVIRONMENT_NAMES = [
  'STATE_TABLE',
  'AUDIT_TABLE',
  'DENIAL_QUEUE_URL',
  'QUARANTINE_QUEUE_URL',
  'DECISION_QUEUE_URL',
  'VERIFY_QUEUE_URL',
  'EVENT_BUS_NAME',
  'ALERT_TOPIC_ARN',
  'SLACK_SECRET_ID',
  'SPOKE_EXTERNAL_ID',
  'AWS_REGION',
  'AWS_LAMBDA_FUNCTION_NAME',
] as const;
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

/** The named variables. Throws where one is missing or empty: then the function was deployed wrongly, and nothing is done. */
export function readEnvironment<Name extends EnvironmentName>(
  ...names: readonly Name[]
): Readonly<Record<Name, string>> {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Error(`environment variables are missing: ${missing.join()}`);
  const entries = names.map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(entries) as Record<Name, string>;
}
