import {
  ClientException,
  DescribeTaskDefinitionCommand,
  type ECSClient,
} from '@aws-sdk/client-ecs';
import { parseTaskDefinition } from '../../../domain/denial/task-definition.ts';
import type { TaskDefinitionReader } from '../../../ports/task-definition-reader.ts';
import { toAwsError } from '../to-aws-error.ts';

/** The `TaskDefinitionReader` over ecs:DescribeTaskDefinition. */
export function createEcsTaskDefinitionReader(deps: {
  readonly client: Pick<ECSClient, 'send'>;
}): TaskDefinitionReader {
  return {
    async findTaskDefinition(arn) {
      const command = new DescribeTaskDefinitionCommand({ taskDefinition: arn });
      try {
        const { taskDefinition } = await deps.client.send(command);
        return parseTaskDefinition(taskDefinition);
      } catch (error) {
        // ECS answers "Unable to describe task definition." for one that does not exist, as a ClientException.
        if (error instanceof ClientException) return undefined;
        throw toAwsError(error, 'ECS');
      }
    },
  };
}
