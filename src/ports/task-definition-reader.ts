/** The roles that an ECS task definition names; null where it names none. */
export type TaskDefinitionRoles = {
  readonly taskRoleArn: string | null;
  readonly executionRoleArn: string | null;
};

/** Reads an ECS task definition by ARN. `undefined` where there is none; a failed read throws `AppError`. */
export type TaskDefinitionReader = (
  taskDefinitionArn: string,
) => Promise<TaskDefinitionRoles | undefined>;
