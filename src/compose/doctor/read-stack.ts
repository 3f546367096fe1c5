import * as v from 'valibot';
import { readTextFile } from '../../adapters/files/read-text-file.ts';
import type { StackResource } from '../../domain/deployment/facts.ts';
import { AppError } from '../../kernel/app-error.ts';

/** What `aws cloudformation list-stack-resources` and `describe-stacks` say of a stack, put together. */
export type Stack = {
  readonly resources: readonly StackResource[] | null;
  readonly parameters: Readonly<Record<string, string>>;
};

const Resource = v.object({
  LogicalResourceId: v.string(),
  PhysicalResourceId: v.optional(v.string(), ''),
  ResourceType: v.string(),
  ResourceStatus: v.string(),
});
const Parameter = v.object({
  ParameterKey: v.string(),
  ParameterValue: v.optional(v.string(), ''),
});

/** The answers of the AWS CLI: one or both of them in any file. */
const Answer = v.object({
  StackResourceSummaries: v.optional(v.array(Resource)),
  StackResources: v.optional(v.array(Resource)),
  Stacks: v.optional(v.array(v.object({ Parameters: v.optional(v.array(Parameter), () => []) }))),
});

/** Reads the files in which the AWS CLI's answers about the stack were saved; throws `AppError` for any other. */
export async function readStack(files: readonly string[]): Promise<Stack> {
  let resources: StackResource[] | null = null;
  const parameters: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const file of files) {
    const answer = await readAnswer(file);
    const listed = answer.StackResourceSummaries ?? answer.StackResources;
    if (listed !== undefined) resources = [...(resources ?? []), ...listed.map(toResource)];
    for (const { ParameterKey, ParameterValue } of answer.Stacks?.[0]?.Parameters ?? []) {
      parameters[ParameterKey] = ParameterValue;
    }
  }
  return { resources, parameters };
}

async function readAnswer(file: string): Promise<v.InferOutput<typeof Answer>> {
  const text = await readTextFile(file);
  try {
    const answer = v.parse(Answer, JSON.parse(text));
    if (Object.values(answer).some((part) => part !== undefined)) return answer;
  } catch {
    // Not JSON, or of another shape: the same sentence for both.
  }
  const how = 'aws cloudformation list-stack-resources, or describe-stacks';
  throw new AppError('invalid-data', `${file} is not what ${how} prints`);
}

function toResource(listed: v.InferOutput<typeof Resource>): StackResource {
  return {
    logicalId: listed.LogicalResourceId,
    physicalId: listed.PhysicalResourceId,
    type: listed.ResourceType,
    status: listed.ResourceStatus,
  };
}
