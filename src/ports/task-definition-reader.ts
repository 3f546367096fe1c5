import type { TaskDefinition } from '../domain/denial/task-definition.ts';

/** Reads ECS task definitions by ARN. One that is gone is `undefined`; a read that failed throws `AppError`. */
export type TaskDefinitionReader = {
  findTaskDefinition(arn: string): Promise<TaskDefinition | undefined>;
};
