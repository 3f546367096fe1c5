import { type Fields, fieldsOf, isFields, listOf, textOf } from './fields.ts';

/** What a task definition tells of the resources that the ECS agent asks for while it starts a task. */
export type TaskDefinition = {
  readonly arn: string;
  readonly taskRoleArn: string | null;
  readonly executionRoleArn: string | null;
  readonly images: readonly string[];
  /** `valueFrom` of secrets: ARNs of secrets and parameters, or bare names of parameters. */
  readonly secrets: readonly string[];
  /** ARNs of objects that hold environment variables. */
  readonly environmentFiles: readonly string[];
  readonly logGroups: readonly { readonly name: string; readonly region: string | null }[];
  readonly fileSystemIds: readonly string[];
};

/**
 * Reads a task definition as DescribeTaskDefinition answers it, or undefined where the value is none.
 * Source: Amazon ECS API Reference, TaskDefinition.
 */
export function parseTaskDefinition(value: unknown): TaskDefinition | undefined {
  if (!isFields(value)) return undefined;
  const arn = textOf(value, 'taskDefinitionArn');
  if (arn === null) return undefined;
  const containers = listOf(value, 'containerDefinitions');
  const logs = containers.map((one) => fieldsOf(one, 'logConfiguration'));
  return {
    arn,
    taskRoleArn: textOf(value, 'taskRoleArn'),
    executionRoleArn: textOf(value, 'executionRoleArn'),
    images: containers.flatMap((one) => textOf(one, 'image') ?? []),
    secrets: [
      ...valuesOf(containers, 'secrets', 'valueFrom'),
      ...valuesOf(logs, 'secretOptions', 'valueFrom'),
      ...containers.flatMap(
        (one) => textOf(fieldsOf(one, 'repositoryCredentials'), 'credentialsParameter') ?? [],
      ),
    ],
    environmentFiles: valuesOf(containers, 'environmentFiles', 'value'),
    logGroups: logs.flatMap(toLogGroup),
    fileSystemIds: listOf(value, 'volumes').flatMap(
      (one) => textOf(fieldsOf(one, 'efsVolumeConfiguration'), 'fileSystemId') ?? [],
    ),
  };
}

function valuesOf(holders: readonly Fields[], list: string, member: string): readonly string[] {
  return holders.flatMap((one) => listOf(one, list).flatMap((each) => textOf(each, member) ?? []));
}

function toLogGroup(configuration: Fields): TaskDefinition['logGroups'] {
  const options = fieldsOf(configuration, 'options');
  const name = textOf(options, 'awslogs-group');
  return name === null ? [] : [{ name, region: textOf(options, 'awslogs-region') }];
}
