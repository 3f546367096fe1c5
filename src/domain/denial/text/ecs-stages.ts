import type { EcsRole } from '../../principal/principal.ts';
import { readArn } from './read-arn.ts';
import { findPhrase, hasPhrase, type Words } from './words.ts';

/**
 * What the ECS agent was doing when a task failed to start: the action that it needs for it, which of
 * the roles it uses, and what it asks for next. The text's own action, where there is one, wins.
 */
export type EcsStage = {
  readonly action: string;
  readonly ecsRole: EcsRole;
  readonly next: readonly string[];
  readonly resourceText: string | undefined;
};

type StageRule = Omit<EcsStage, 'resourceText'> & {
  readonly phrases: readonly string[];
  readonly resource?: (words: Words) => string | undefined;
};

const ECR_PULL = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] as const;

/**
 * First match wins. Source: Amazon ECS Developer Guide, "Stopped tasks error messages", and the
 * texts of facts/denials.md. Awslogs on EC2 is the Docker daemon's, so it has the instance's role.
 */
const STAGES: readonly StageRule[] = [
  {
    phrases: ['initialize logging driver', 'cloudwatch log stream'],
    action: 'logs:CreateLogStream',
    ecsRole: 'instance',
    next: ['logs:PutLogEvents'],
  },
  {
    phrases: ['initialize logging driver'],
    action: 'logs:CreateLogGroup',
    ecsRole: 'instance',
    next: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  },
  {
    phrases: ['create cloudwatch log group'],
    action: 'logs:CreateLogGroup',
    ecsRole: 'execution',
    next: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  },
  ...['create cloudwatch log stream', 'validate logger args'].map((phrase) => ({
    phrases: [phrase],
    action: 'logs:CreateLogStream',
    ecsRole: 'execution' as const,
    next: ['logs:PutLogEvents'],
  })),
  ...['from ssm', 'ssm parameter store', 'systems manager'].map((phrase) => ({
    phrases: [phrase],
    action: 'ssm:GetParameters',
    ecsRole: 'execution' as const,
    next: [],
  })),
  ...['from asm', 'from secrets manager', 'aws secrets manager', 'asm fetching secret'].map(
    (phrase) => ({
      phrases: [phrase],
      action: 'secretsmanager:GetSecretValue',
      ecsRole: 'execution' as const,
      next: [],
      resource: secretOf,
    }),
  ),
  ...['ecr registry auth', 'registry auth from amazon ecr', 'cannotpullecrcontainererror'].map(
    (phrase) => ({
      phrases: [phrase],
      action: 'ecr:GetAuthorizationToken',
      ecsRole: 'execution' as const,
      next: [...ECR_PULL],
      resource: () => '*',
    }),
  ),
  ...['download env files', 'environment file', 'env files'].map((phrase) => ({
    phrases: [phrase],
    action: 's3:GetObject',
    ecsRole: 'execution' as const,
    next: ['s3:GetBucketLocation'],
  })),
  ...['efs utils', 'mount nfs4'].map((phrase) => ({
    phrases: [phrase],
    action: 'elasticfilesystem:ClientMount',
    ecsRole: 'task' as const,
    next: ['elasticfilesystem:ClientWrite'],
  })),
  ...['cannotpullcontainererror', 'cannotpullimagemanifesterror', 'permissions to pull images'].map(
    (phrase) => ({
      phrases: [phrase],
      action: ECR_PULL[0],
      ecsRole: 'execution' as const,
      next: [ECR_PULL[1]],
      resource: repositoryOf,
    }),
  ),
];

/** Words of the ECS agent: without one of them "from ssm" may be any application's log line. */
const AGENT_WORDS = [
  'resourceinitializationerror',
  'cannotpullcontainererror',
  'cannotpullecrcontainererror',
  'cannotpullimagemanifesterror',
  'cannotstartcontainererror',
  'unable to pull secrets or registry auth',
  'execution resource retrieval failed',
  'fetching secret data from',
  'service call has been retried',
  'validate logger args',
  'initialize logging driver',
  'failed to download env files',
  'efs utils commands',
  'has the permissions to pull images',
];

/** The stage that a stopped task's text names, if it names one. */
export function findEcsStage(words: Words): EcsStage | undefined {
  if (!AGENT_WORDS.some((phrase) => hasPhrase(words, phrase))) return undefined;
  const rule = STAGES.find((stage) => stage.phrases.every((phrase) => hasPhrase(words, phrase)));
  if (!rule) return undefined;
  const { action, ecsRole, next, resource } = rule;
  return { action, ecsRole, next, resourceText: resource?.(words) };
}

/** True when the text of a stage says by itself that access was refused, though it names no error code. */
export function isRefusalOfStage(words: Words): boolean {
  return (
    hasPhrase(words, 'access denied by server') ||
    (hasPhrase(words, '403 forbidden') && words.text.includes('.dkr.ecr.'))
  );
}

/** "Check that the role has the permissions to pull images": a hint, outweighed by a network problem. */
export function hintsAtRefusal(words: Words): boolean {
  return hasPhrase(words, 'has the permissions to pull images');
}

/**
 * How often the agent says that it retried; 0 where it does not. It does not repeat a refused call
 * more than once, so more retries mean that the network failed.
 */
export function retriesOf(words: Words): number {
  const phrase = findPhrase(words, 'has been retried');
  if (!phrase) return 0;
  return Number(/^\s(\d{1,4})\s/.exec(words.text.slice(phrase.end, phrase.end + 8))?.[1] ?? 0);
}

/** The secret of "failed to fetch secret arn:… from secrets manager" and the like. */
function secretOf(words: Words): string | undefined {
  const phrase = findPhrase(words, 'secret arn');
  return phrase ? readArn(words.text, words.text.lastIndexOf('arn', phrase.end)) : undefined;
}

const IMAGE = /(\d{12})\.dkr\.ecr\.([a-z0-9-]{1,30})\.amazonaws\.com(\.cn)?\/([a-z0-9._/-]{1,256})/;

/** The ECR repository of the first image in the text that names one: its host alone names none. */
function repositoryOf(words: Words): string | undefined {
  return toRepositoryArn(words.text);
}

/** The ARN of the repository of an image's URI, or of the first one in a text. */
export function toRepositoryArn(text: string): string | undefined {
  const host = text.indexOf('.dkr.ecr.');
  const from = Math.max(0, host - 12);
  const [, account, region = '', china, repository] =
    IMAGE.exec(text.slice(from, from + 400)) ?? [];
  if (account === undefined) return undefined;
  const gov = region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return `arn:${china ? 'aws-cn' : gov}:ecr:${region}:${account}:repository/${repository}`;
}
