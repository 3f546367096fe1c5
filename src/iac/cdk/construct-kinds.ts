/** A construct with an ARN that can be told from its physical name. */
export type ConstructKind = {
  /** The property that holds the name. */
  readonly name: string;
  readonly prefix: string;
  /** The attribute that is the ARN. */
  readonly arn: string;
  /** What the attribute has behind the name. */
  readonly tail: string;
  /** The static method that refers to one by its name. */
  readonly from: string;
};

/** By construct. One whose ARN has a part that AWS makes up (a key's id, a secret's suffix) is not here. */
export const CONSTRUCT_KINDS: ReadonlyMap<string, ConstructKind> = new Map([
  ['aws-dynamodb.Table', kind('table', 'arn:*:dynamodb:*:*:table/')],
  ['aws-dynamodb.TableV2', kind('table', 'arn:*:dynamodb:*:*:table/')],
  ['aws-s3.Bucket', kind('bucket', 'arn:*:s3:::')],
  ['aws-sqs.Queue', kind('queue', 'arn:*:sqs:*:*:')],
  ['aws-sns.Topic', kind('topic', 'arn:*:sns:*:*:')],
  ['aws-lambda.Function', kind('function', 'arn:*:lambda:*:*:function:')],
  ['aws-lambda-nodejs.NodejsFunction', kind('function', 'arn:*:lambda:*:*:function:')],
  ['aws-logs.LogGroup', kind('logGroup', 'arn:*:logs:*:*:log-group:', ':*')],
  ['aws-kinesis.Stream', kind('stream', 'arn:*:kinesis:*:*:stream/')],
  ['aws-ecr.Repository', kind('repository', 'arn:*:ecr:*:*:repository/')],
  ['aws-ecs.Cluster', kind('cluster', 'arn:*:ecs:*:*:cluster/')],
  ['aws-stepfunctions.StateMachine', kind('stateMachine', 'arn:*:states:*:*:stateMachine:')],
  ['aws-events.EventBus', kind('eventBus', 'arn:*:events:*:*:event-bus/')],
]);

type OwnRole = {
  /** The property that replaces it, which is also how others get at it. */
  readonly property: string;
  /** Its id below the construct's own. */
  readonly id: string;
};

const TASK_ROLES: readonly OwnRole[] = [
  { property: 'taskRole', id: 'TaskRole' },
  { property: 'executionRole', id: 'ExecutionRole' },
];
const SERVICE_ROLE: readonly OwnRole[] = [{ property: 'role', id: 'ServiceRole' }];

/** Constructs that make roles of their own. */
export const OWN_ROLES: ReadonlyMap<string, readonly OwnRole[]> = new Map([
  ['aws-ecs.FargateTaskDefinition', TASK_ROLES],
  ['aws-ecs.Ec2TaskDefinition', TASK_ROLES],
  ['aws-ecs.TaskDefinition', TASK_ROLES],
  ['aws-lambda.Function', SERVICE_ROLE],
  ['aws-lambda-nodejs.NodejsFunction', SERVICE_ROLE],
]);

function kind(word: string, prefix: string, tail = ''): ConstructKind {
  const from = `from${word.charAt(0).toUpperCase()}${word.slice(1)}Name`;
  return { name: `${word}Name`, prefix, arn: `${word}Arn`, tail, from };
}
