import type { EcsRole } from './principal.ts';

/**
 * Which of ECS's roles a session name gives away; null where it does not. A task's and an execution
 * role's sessions are both named for the task. Source: facts/denials.md section ECS.
 */
export function ecsRoleOfSession(session: string | null): EcsRole | null {
  switch (session) {
    case null:
      return null;
    case 'ecs-service-scheduler':
      return 'service';
    case 'ECSManagedInstances':
    case 'ECSTaskVolumesForEBS':
      return 'infrastructure';
    default:
      return session.startsWith('i-') && /^i-[0-9a-f]{8,17}$/.test(session) ? 'instance' : null;
  }
}

/** True for a session named for an ECS task: 32 hexadecimal digits, before 2018 a UUID. */
export function isTaskSession(session: string | null): boolean {
  return /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(session ?? '');
}
