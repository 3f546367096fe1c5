export const PRINCIPAL_KINDS = [
  'role',
  'user',
  'root',
  'federated',
  'service',
  'account',
  'anonymous',
  'unknown',
] as const;
export type PrincipalKind = (typeof PRINCIPAL_KINDS)[number];

/** Which of an ECS service's roles a role is. */
export const ECS_ROLES = ['task', 'execution', 'instance', 'infrastructure', 'service'] as const;
export type EcsRole = (typeof ECS_ROLES)[number];

/**
 * Who was denied. `arn` is what a policy attaches to (the role's or user's ARN with its path, never
 * the session's); null when the event does not tell. `session` is for display only: its holder chose it.
 */
export type Principal = {
  readonly kind: PrincipalKind;
  readonly arn: string | null;
  readonly session: string | null;
  readonly ecsRole: EcsRole | null;
};
