import type { RequiredPermission } from '../permission/required-permission.ts';
import { parsePrincipalArn } from '../principal/parse-principal-text.ts';
import type { Principal } from '../principal/principal.ts';
import type { Denial } from './denial.ts';
import type { TaskDefinition } from './task-definition.ts';
import { toRepositoryArn } from './text/ecs-stages.ts';

/** The task definition that would tell more of a denial; undefined where the event tells everything, or names none. */
export function taskDefinitionToRead(denial: Denial): string | undefined {
  const { principal, required, ecs } = denial;
  const isWhole = principal.arn !== null && required.every(({ resources }) => resources.length > 0);
  return isWhole ? undefined : ecs?.taskDefinition;
}

/**
 * A stopped task's denial with the role and the resources that its definition names, where the text names none:
 * the stage alone tells who asked for what kind of thing. Several of a kind are all named, with low confidence.
 */
export function withTaskDefinition(denial: Denial, definition: TaskDefinition): Denial {
  return {
    ...denial,
    principal: withRole(denial.principal, definition),
    required: denial.required.map((permission) => withResources(permission, definition)),
    alsoLikely: denial.alsoLikely.map((permission) => withResources(permission, definition)),
  };
}

function withRole(principal: Principal, definition: TaskDefinition): Principal {
  const { taskRoleArn, executionRoleArn } = definition;
  const role = { task: taskRoleArn, execution: executionRoleArn }[principal.ecsRole as 'task'];
  if (principal.arn !== null || !role) return principal;
  const { kind, arn } = parsePrincipalArn(role);
  return kind === 'role' ? { ...principal, kind, arn } : principal;
}

function withResources(
  permission: RequiredPermission,
  definition: TaskDefinition,
): RequiredPermission {
  if (permission.resources.length > 0) return permission;
  const resources = [...new Set(resourcesOf(permission.action, definition))];
  const confidence = resources.length === 1 ? 'medium' : 'low';
  return resources.length === 0 ? permission : { ...permission, resources, confidence };
}

function resourcesOf(action: string, definition: TaskDefinition): readonly string[] {
  const [, partition = 'aws', , region = '', account = ''] = definition.arn.split(':');
  const place = (service: string, of = region) => `arn:${partition}:${service}:${of}:${account}`;
  switch (action) {
    case 'secretsmanager:GetSecretValue':
      return definition.secrets.filter((one) => isOf('secretsmanager', one)).map(toSecretArn);
    case 'ssm:GetParameters':
      return definition.secrets
        .filter((one) => isOf('ssm', one) || !one.startsWith('arn:'))
        .map((one) =>
          one.startsWith('arn:') ? one : `${place('ssm')}:parameter/${one.replace(/^\//, '')}`,
        );
    case 'ecr:BatchGetImage':
    case 'ecr:GetDownloadUrlForLayer':
      return definition.images.flatMap((image) => toRepositoryArn(image) ?? []);
    case 's3:GetObject':
      return definition.environmentFiles.filter((one) => isOf('s3', one));
    case 'logs:CreateLogGroup':
    case 'logs:CreateLogStream':
    case 'logs:PutLogEvents':
      return definition.logGroups.map(
        ({ name, region: own }) => `${place('logs', own ?? region)}:log-group:${name}:*`,
      );
    case 'elasticfilesystem:ClientMount':
    case 'elasticfilesystem:ClientWrite':
      return definition.fileSystemIds.map(
        (id) => `${place('elasticfilesystem')}:file-system/${id}`,
      );
    default:
      return [];
  }
}

function isOf(service: string, text: string): boolean {
  return text.startsWith('arn:') && text.split(':', 3)[2] === service;
}

// `…:secret:NAME-abcdef:json-key:stage:version`: what follows the name is no part of the ARN.
function toSecretArn(valueFrom: string): string {
  return valueFrom.split(':').slice(0, 7).join(':');
}
