import { memoiseText } from '../../kernel/memo.ts';
import type { RequiredPermission } from './required-permission.ts';

/** What an event tells beside the permissions that it lacked: ARNs of the KMS keys and of the roles that it names. */
export type NamedArns = { readonly kmsKeys: readonly string[]; readonly roles: readonly string[] };

/** On what the next permission will be denied: the same resource, all that a log group holds, what the event names, or nothing. */
type On = 'same' | 'in-log-group' | 'kms-key' | 'role' | 'unknown' | 'no-resource';

type Rule = {
  readonly after: readonly string[];
  readonly next: readonly string[];
  readonly on: On;
  /** AWS's page that says so. */
  readonly source: string;
};

const S3_KMS = 'Amazon S3 User Guide, "Using server-side encryption with AWS KMS keys"';
const SQS_KMS = 'Amazon SQS Developer Guide, "Key management" (AWS KMS permissions)';
const SNS_KMS = 'Amazon SNS Developer Guide, "Managing Amazon SNS encryption keys and costs"';
const SECRETS_KMS = 'AWS Secrets Manager User Guide, "Secret encryption and decryption"';
const SSM_KMS = 'AWS KMS Developer Guide, "How AWS Systems Manager Parameter Store uses AWS KMS"';
const DYNAMODB_KMS = 'Amazon DynamoDB Developer Guide, "DynamoDB encryption at rest usage notes"';
const KINESIS_KMS = 'Amazon Kinesis Developer Guide, "Permissions to use user-generated KMS keys"';
const PASS_ROLE = 'IAM User Guide, "Grant a user permissions to pass a role to an AWS service"';
const LOGS = 'Amazon ECS Developer Guide, "Using the awslogs log driver"';
const ECR = 'Amazon ECR User Guide, "Amazon ECR repository policies" (required to pull)';
const ECS_EXEC = 'Amazon ECS Developer Guide, "ECS Exec" (IAM permissions for the task role)';
const LAMBDA_VPC = 'AWS Lambda Developer Guide, "Giving Lambda functions access to a VPC"';
const EFS = 'Amazon EFS User Guide, "Using IAM to control file system data access"';

const ECR_PULL = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:GetDownloadUrlForLayer',
  'ecr:BatchGetImage',
];
const SSM_CHANNELS = [
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
];
const DECRYPT = ['kms:Decrypt'];
const WRITE_WITH_KEY = ['kms:GenerateDataKey', 'kms:Decrypt'];

/** What is denied next once the first denial is cured. Every row holds; none is added to a statement. */
const RULES: readonly Rule[] = [
  { after: ['s3:GetObject', 's3:GetObjectVersion'], next: DECRYPT, on: 'kms-key', source: S3_KMS },
  { after: ['s3:PutObject'], next: WRITE_WITH_KEY, on: 'kms-key', source: S3_KMS },
  { after: ['sqs:ReceiveMessage'], next: DECRYPT, on: 'kms-key', source: SQS_KMS },
  { after: ['sqs:SendMessage'], next: WRITE_WITH_KEY, on: 'kms-key', source: SQS_KMS },
  { after: ['sns:Publish'], next: WRITE_WITH_KEY, on: 'kms-key', source: SNS_KMS },
  { after: ['secretsmanager:GetSecretValue'], next: DECRYPT, on: 'kms-key', source: SECRETS_KMS },
  {
    after: [
      'secretsmanager:CreateSecret',
      'secretsmanager:PutSecretValue',
      'secretsmanager:UpdateSecret',
    ],
    next: WRITE_WITH_KEY,
    on: 'kms-key',
    source: SECRETS_KMS,
  },
  {
    after: [
      'ssm:GetParameter',
      'ssm:GetParameters',
      'ssm:GetParametersByPath',
      'ssm:GetParameterHistory',
    ],
    next: DECRYPT,
    on: 'kms-key',
    source: SSM_KMS,
  },
  { after: ['ssm:PutParameter'], next: ['kms:Encrypt'], on: 'kms-key', source: SSM_KMS },
  {
    after: [
      'BatchGetItem',
      'BatchWriteItem',
      'DeleteItem',
      'GetItem',
      'PutItem',
      'Query',
      'Scan',
      'UpdateItem',
    ].map((name) => `dynamodb:${name}`),
    next: DECRYPT,
    on: 'kms-key',
    source: DYNAMODB_KMS,
  },
  { after: ['kinesis:GetRecords'], next: DECRYPT, on: 'kms-key', source: KINESIS_KMS },
  {
    after: ['kinesis:PutRecord', 'kinesis:PutRecords'],
    next: ['kms:GenerateDataKey'],
    on: 'kms-key',
    source: KINESIS_KMS,
  },
  {
    after: [
      'ecs:CreateService',
      'ecs:RegisterTaskDefinition',
      'ecs:RunTask',
      'ecs:StartTask',
      'events:PutTargets',
      'glue:CreateJob',
      'lambda:CreateFunction',
      'scheduler:CreateSchedule',
      'states:CreateStateMachine',
    ],
    next: ['iam:PassRole'],
    on: 'role',
    source: PASS_ROLE,
  },
  {
    after: ['logs:CreateLogGroup'],
    next: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    on: 'in-log-group',
    source: LOGS,
  },
  {
    after: ['logs:CreateLogStream'],
    next: ['logs:PutLogEvents'],
    on: 'in-log-group',
    source: LOGS,
  },
  { after: ['ecr:GetAuthorizationToken'], next: ECR_PULL, on: 'unknown', source: ECR },
  { after: ECR_PULL, next: ECR_PULL, on: 'same', source: ECR },
  { after: SSM_CHANNELS, next: SSM_CHANNELS, on: 'no-resource', source: ECS_EXEC },
  {
    after: ['ec2:CreateNetworkInterface'],
    next: ['ec2:DescribeNetworkInterfaces'],
    on: 'no-resource',
    source: LAMBDA_VPC,
  },
  {
    after: ['elasticfilesystem:ClientMount'],
    next: ['elasticfilesystem:ClientWrite'],
    on: 'same',
    source: EFS,
  },
];

const RULES_OF_ACTION = new Map<string, Rule[]>();
for (const rule of RULES) {
  for (const action of rule.after.map((one) => one.toLowerCase()))
    RULES_OF_ACTION.set(action, [...(RULES_OF_ACTION.get(action) ?? []), rule]);
}

const NOTHING: readonly RequiredPermission[] = [];
const NO_RULES: readonly Rule[] = [];

const rulesOf = memoiseText((action) => RULES_OF_ACTION.get(action.toLowerCase()) ?? NO_RULES, {
  most: 4000,
  longest: 128,
});

/**
 * The permissions that will probably be denied after these, each once and none of these themselves.
 * `named` is asked only where a rule needs it; a KMS key is offered only where the event names it. The
 * resource is never `*`, except for actions that take none; empty where it is not known.
 */
export function likelyNext(
  required: readonly RequiredPermission[],
  named: () => NamedArns,
): readonly RequiredPermission[] {
  if (required.every(({ action }) => rulesOf(action).length === 0)) return NOTHING;
  const lacked = new Set(required.map(({ action }) => action.toLowerCase()));
  const next = new Map<string, RequiredPermission>();
  for (const permission of required) {
    for (const rule of rulesOf(permission.action)) {
      const resources = resourcesOf(rule.on, permission, named);
      if (resources === undefined) continue;
      for (const action of rule.next) {
        const isNew = !lacked.has(action.toLowerCase()) && !next.has(action);
        if (isNew) next.set(action, toLikely(action, resources));
      }
    }
  }
  return [...next.values()];
}

function toLikely(action: string, resources: readonly string[]): RequiredPermission {
  const confidence = resources.length > 0 ? 'medium' : 'low';
  return { action, resources, basis: 'exception', confidence };
}

/** Undefined where the rule does not apply to what the event tells. */
function resourcesOf(
  on: On,
  { resources }: RequiredPermission,
  named: () => NamedArns,
): readonly string[] | undefined {
  switch (on) {
    case 'same':
      return resources.filter((resource) => resource !== '*');
    case 'in-log-group':
      return [...new Set(resources.flatMap(insideLogGroup))];
    case 'kms-key': {
      const { kmsKeys } = named();
      return kmsKeys.length > 0 ? kmsKeys : undefined;
    }
    case 'role':
      return named().roles;
    case 'unknown':
      return [];
    case 'no-resource':
      return ['*'];
  }
}

// `arn:aws:logs:R:A:log-group:NAME` with or without what AWS appends (`:*`, `:log-stream:NAME`).
function insideLogGroup(resource: string): readonly string[] {
  const parts = resource.split(':');
  const name = parts[6];
  const isGroup = parts[5] === 'log-group' && name !== undefined && name !== '' && name !== '*';
  return isGroup ? [`${parts.slice(0, 7).join(':')}:*`] : [];
}
