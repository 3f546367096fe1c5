/**
 * What the ARN of a resource is made of: `prefix` and its physical name, which `property` holds. `ref` is what
 * `Ref` returns, `names` are attributes that return the name, `arns` those that return the ARN (with `arnTail`).
 * `*` stands for the partition, region or account. Source: CloudFormation Template Reference, "Return values" of each
 * type; Service Authorization Reference for the forms of ARNs.
 */
export type ResourceKind = {
  readonly property: string;
  readonly prefix: string;
  readonly ref: 'name' | 'arn' | 'other';
  readonly arns: readonly string[];
  readonly names?: readonly string[];
  readonly arnTail?: string;
};

const TABLE: ResourceKind = {
  property: 'TableName',
  prefix: 'arn:*:dynamodb:*:*:table/',
  ref: 'name',
  arns: ['Arn'],
};

const FUNCTION: ResourceKind = {
  property: 'FunctionName',
  prefix: 'arn:*:lambda:*:*:function:',
  ref: 'name',
  arns: ['Arn'],
};

const STATE_MACHINE: ResourceKind = {
  property: 'StateMachineName',
  prefix: 'arn:*:states:*:*:stateMachine:',
  ref: 'arn',
  arns: ['Arn'],
  names: ['Name'],
};

/** By type of resource. A type whose ARN has a part that AWS makes up (a key's id, a secret's suffix) is not here. */
export const RESOURCE_KINDS: ReadonlyMap<string, ResourceKind> = new Map<string, ResourceKind>([
  ['AWS::DynamoDB::Table', TABLE],
  ['AWS::DynamoDB::GlobalTable', TABLE],
  ['AWS::Serverless::SimpleTable', TABLE],
  ['AWS::Lambda::Function', FUNCTION],
  ['AWS::Serverless::Function', FUNCTION],
  ['AWS::StepFunctions::StateMachine', STATE_MACHINE],
  ['AWS::S3::Bucket', kind('BucketName', 'arn:*:s3:::')],
  [
    'AWS::SQS::Queue',
    { ...kind('QueueName', 'arn:*:sqs:*:*:'), ref: 'other', names: ['QueueName'] },
  ],
  [
    'AWS::SNS::Topic',
    {
      ...kind('TopicName', 'arn:*:sns:*:*:'),
      ref: 'arn',
      arns: ['TopicArn'],
      names: ['TopicName'],
    },
  ],
  ['AWS::Logs::LogGroup', { ...kind('LogGroupName', 'arn:*:logs:*:*:log-group:'), arnTail: ':*' }],
  ['AWS::ECR::Repository', kind('RepositoryName', 'arn:*:ecr:*:*:repository/')],
  ['AWS::ECS::Cluster', kind('ClusterName', 'arn:*:ecs:*:*:cluster/')],
  ['AWS::Events::EventBus', { ...kind('Name', 'arn:*:events:*:*:event-bus/'), names: ['Name'] }],
  ['AWS::Kinesis::Stream', kind('Name', 'arn:*:kinesis:*:*:stream/')],
  [
    'AWS::KinesisFirehose::DeliveryStream',
    kind('DeliveryStreamName', 'arn:*:firehose:*:*:deliverystream/'),
  ],
  ['AWS::SSM::Parameter', { ...kind('Name', 'arn:*:ssm:*:*:parameter/'), arns: [] }],
]);

function kind(property: string, prefix: string): ResourceKind {
  return { property, prefix, ref: 'name', arns: ['Arn'] };
}
