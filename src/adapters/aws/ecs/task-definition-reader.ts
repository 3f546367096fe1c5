import { DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import { parseTaskDefinition } from '../../../domain/denial/task-definition.ts';
import { isAppError } from '../../../kernel/app-error.ts';
import type { TaskDefinitionReader } from '../../../ports/task-definition-reader.ts';
import { type AwsClientOptions, toClientSettings } from '../client-settings.ts';
import { toAppError } from '../to-app-error.ts';

/** ECS behind the `TaskDefinitionReader`, in the account and region that the ARN names. */
export function createEcsTaskDefinitionReader(deps: {
  readonly optionsFor: (account: string) => AwsClientOptions;
}): TaskDefinitionReader {
  const clients = new Map<string, ECSClient>();
  return {
    async findTaskDefinition(arn) {
      const [, , , region = '', account = ''] = arn.split(':', 5);
      const key = `${account} ${region}`;
      const settings = () => toClientSettings({ ...deps.optionsFor(account), region });
      const client = clients.get(key) ?? new ECSClient(settings());
      clients.set(key, client);
      return parseTaskDefinition(await describe(client, arn));
    },
  };
}

async function describe(client: ECSClient, taskDefinition: string): Promise<unknown> {
  try {
    return (await client.send(new DescribeTaskDefinitionCommand({ taskDefinition })))
      .taskDefinition;
  } catch (error) {
    const fault = toAppError(error, 'ECS DescribeTaskDefinition', NAMES);
    if (isAppError(fault, 'not-found')) return undefined;
    throw fault;
  }
}

// ECS answers ClientException "Unable to describe task definition" for one that does not exist.
const NAMES = new Map([['ClientException', 'not-found']] as const);
