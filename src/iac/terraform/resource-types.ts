/**
 * How Terraform's resources are named in ARNs, from the provider's documentation and the ARN formats of the
 * Service Authorization Reference. `resource` has `{}` for the name. `id` says what the attribute `id` holds.
 */
export type ResourceType = {
  readonly name: string;
  readonly service: string;
  readonly resource: string;
  /** `regional` ARNs have a region and an account, `account` ones an account only, `bare` ones neither. */
  readonly scope: 'regional' | 'account' | 'bare';
  readonly id: 'name' | 'arn' | null;
};

function regional(
  name: string,
  service: string,
  resource: string,
  id: ResourceType['id'] = null,
): ResourceType {
  return { name, service, resource, scope: 'regional', id };
}

/** Where the id of a resource is made by AWS (a key of KMS, a file system) its ARN cannot be told: it is not listed. */
export const RESOURCE_TYPES: ReadonlyMap<string, ResourceType> = new Map<string, ResourceType>([
  [
    'aws_s3_bucket',
    { name: 'bucket', service: 's3', resource: '{}', scope: 'bare', id: 'name' as const },
  ],
  ['aws_dynamodb_table', regional('name', 'dynamodb', 'table/{}', 'name')],
  ['aws_sqs_queue', regional('name', 'sqs', '{}')],
  ['aws_sns_topic', regional('name', 'sns', '{}', 'arn')],
  // Secrets Manager adds a hyphen and six characters to the name.
  ['aws_secretsmanager_secret', regional('name', 'secretsmanager', 'secret:{}-??????', 'arn')],
  // Since provider 3.0 the attribute has no `:*` at its end.
  ['aws_cloudwatch_log_group', regional('name', 'logs', 'log-group:{}', 'name')],
  ['aws_cloudwatch_event_bus', regional('name', 'events', 'event-bus/{}', 'name')],
  ['aws_lambda_function', regional('function_name', 'lambda', 'function:{}', 'name')],
  ['aws_ecr_repository', regional('name', 'ecr', 'repository/{}', 'name')],
  ['aws_ecs_cluster', regional('name', 'ecs', 'cluster/{}', 'arn')],
  ['aws_kinesis_stream', regional('name', 'kinesis', 'stream/{}', 'arn')],
  [
    'aws_kinesis_firehose_delivery_stream',
    regional('name', 'firehose', 'deliverystream/{}', 'arn'),
  ],
  ['aws_ssm_parameter', regional('name', 'ssm', 'parameter{}', 'name')],
  ['aws_sfn_state_machine', regional('name', 'states', 'stateMachine:{}', 'arn')],
  ['aws_kms_alias', regional('name', 'kms', '{}')],
  ['aws_db_instance', regional('identifier', 'rds', 'db:{}')],
  ['aws_rds_cluster', regional('cluster_identifier', 'rds', 'cluster:{}', 'name')],
  ['aws_opensearch_domain', regional('domain_name', 'es', 'domain/{}', 'arn')],
  ['aws_codebuild_project', regional('name', 'codebuild', 'project/{}', 'arn')],
  [
    'aws_iam_role',
    { name: 'name', service: 'iam', resource: 'role{}', scope: 'account', id: 'name' as const },
  ],
  [
    'aws_iam_policy',
    { name: 'name', service: 'iam', resource: 'policy{}', scope: 'account', id: 'arn' as const },
  ],
]);

/** The part of an ARN after the account, for a name; `path` is IAM's. */
export function toResourcePart(type: ResourceType, name: string, path: string | null): string {
  if (type.service === 'iam') return type.resource.replace('{}', () => `${path ?? '/'}${name}`);
  // A parameter named without a leading slash gets one in its ARN.
  const isParameter = type.service === 'ssm' && !name.startsWith('/');
  return type.resource.replace('{}', () => (isParameter ? `/${name}` : name));
}
