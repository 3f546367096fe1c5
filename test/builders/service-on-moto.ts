import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Config } from '../../src/compose/config/config-schema.ts';
import type { Moto } from './a-moto.ts';
import { aQueueSource, aStreamSource, type EventSource } from './event-sources.ts';
import { aFunction, type TestFunction } from './lambda-functions.ts';
import { createStack, HUB_ACCOUNT, HUB_CREDENTIALS, listStackResources } from './moto-calls.ts';
import { packageService } from './packaged-service.ts';
import { type Resource, resolveValue, type Scope, type Template } from './resolve-template.ts';

export const REGION = 'us-east-1';
const STACK = 'rolemender-prod';

/** The service of the packaged template on moto: its resources there, its functions in processes of their own. */
export type ServiceOnMoto = {
  /** Physical id of a resource: a table's name, a queue's URL, a topic's ARN. */
  readonly resource: (logicalId: string) => string;
  /** By the name of its handler's file. */
  readonly function: (name: string) => TestFunction;
  /** Moves the clock of every function on. */
  advance(minutes: number): void;
  /** Milliseconds by which the functions' clock is ahead. */
  clockShift(): number;
  /** Lets events flow until something holds; throws with what the functions said when it does not. */
  until(holds: () => Promise<boolean>, seconds?: number): Promise<void>;
  /** Lets events flow until nothing is waiting. */
  settle(): Promise<void>;
  stop(): Promise<void>;
};

export async function deployService(
  moto: Moto,
  config: Config,
  options: {
    readonly parameters: Readonly<Record<string, string>>;
    readonly slackUrl: string;
  },
): Promise<ServiceOnMoto> {
  const { directory, template } = await packageService(config, { isReal: true });
  await createStack(moto.endpoint, {
    name: STACK,
    template: JSON.stringify(forMoto(template)),
    parameters: options.parameters,
  });
  const ids = await listStackResources(moto.endpoint, STACK);
  const scope = toScope(template, ids, options.parameters, moto.endpoint);
  const functions = await startFunctions(directory, scope, moto.endpoint, options.slackUrl);
  let shift = 0;
  const sources = toSources(moto.endpoint, scope, functions, () => shift);
  const pump = async () => {
    let delivered = 0;
    for (const source of sources) delivered += await source();
    return delivered;
  };
  return {
    resource: (logicalId) => scope.attributeOf(logicalId, 'Ref'),
    function: (name) => functions.get(name)!,
    advance: (minutes) => {
      shift += minutes * 60_000;
    },
    clockShift: () => shift,
    until: (holds, seconds = 60) => until(holds, pump, seconds, functions),
    async settle() {
      for (let quiet = 0; quiet < 3;) quiet = (await pump()) === 0 ? quiet + 1 : 0;
    },
    async stop() {
      for (const each of functions.values()) await each.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const KINDS = [
  'AWS::SQS::Queue',
  'AWS::Events::',
  'AWS::DynamoDB::',
  'AWS::IAM::',
  'AWS::SNS::Topic',
];

/**
 * What moto 5.2.1 can make of the template: the functions run here instead, and alarms, logs and the HTTP API are
 * left out. moto names no FIFO queue by itself, and does not take a bus by `Ref`.
 */
function forMoto(template: Template): Template {
  const entries = Object.entries(template.Resources)
    .filter(([, { Type }]) => KINDS.some((kind) => Type.startsWith(kind)))
    .filter(([, resource]) => !JSON.stringify(resource).includes('LambdaFunction'))
    .map(([name, resource]) => [name, toMotoResource(name, resource)] as const);
  const { Outputs: _, ...others } = template;
  return { ...others, Resources: Object.fromEntries(entries) };
}

function toMotoResource(name: string, resource: Resource): Resource {
  const { Type, Properties } = resource;
  if (Type === 'AWS::SQS::Queue' && Properties['FifoQueue'] === true) {
    return { ...resource, Properties: { ...Properties, QueueName: `${STACK}-${name}.fifo` } };
  }
  if (Type === 'AWS::Events::Rule' && Properties['EventBusName'] !== undefined) {
    return { ...resource, Properties: { ...Properties, EventBusName: STACK } };
  }
  return resource;
}

function toScope(
  template: Template,
  ids: ReadonlyMap<string, string>,
  parameters: Readonly<Record<string, string>>,
  endpoint: string,
): Scope {
  const idOf = (resource: string): string => {
    const { Type } = template.Resources[resource]!;
    if (Type === 'AWS::Events::EventBus') return STACK;
    return (ids.get(resource) ?? '').replace('https://sqs.us-east-1.amazonaws.com', endpoint);
  };
  return {
    template,
    values: {
      'AWS::StackName': STACK,
      'AWS::AccountId': HUB_ACCOUNT,
      'AWS::Region': REGION,
      'AWS::Partition': 'aws',
      ...parameters,
    },
    attributeOf: (resource, attribute) => (attribute === 'Ref' ? idOf(resource) : resource),
  };
}

const TYPE = 'AWS::Lambda::Function';

async function startFunctions(
  directory: string,
  scope: Scope,
  endpoint: string,
  slackUrl: string,
): Promise<ReadonlyMap<string, TestFunction>> {
  const functions = new Map<string, TestFunction>();
  for (const { Type, Properties } of Object.values(scope.template.Resources)) {
    if (Type !== TYPE) continue;
    const functionName = String(Properties['FunctionName']);
    const { S3Key } = Properties['Code'] as { readonly S3Key: string };
    const zip = join(directory, '.serverless', S3Key.slice(S3Key.lastIndexOf('/') + 1));
    const folder = join(directory, 'var-task', functionName);
    await promisify(execFile)('python3', ['-m', 'zipfile', '-e', zip, folder]);
    const { Variables } = Properties['Environment'] as { readonly Variables: object };
    const environment = resolveValue(Variables, scope) as Record<string, string>;
    const file = join(folder, String(Properties['Handler']).replace('.handler', '.mjs'));
    const name = functionName.slice(`${STACK}-`.length);
    functions.set(
      name,
      aFunction({
        file,
        slackUrl,
        environment: { ...environment, ...ambient(functionName, endpoint) },
      }),
    );
  }
  return functions;
}

/** What Lambda's runtime gives a function, and where moto is. */
function ambient(functionName: string, endpoint: string): Readonly<Record<string, string>> {
  return {
    AWS_REGION: REGION,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_ACCESS_KEY_ID: HUB_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: HUB_CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL: endpoint,
  };
}

type Mapping = {
  readonly EventSourceArn: { readonly 'Fn::GetAtt': readonly [string, string] };
  readonly FunctionName: { readonly 'Fn::GetAtt': readonly [string, string] };
  readonly BatchSize: number;
  readonly MaximumRetryAttempts?: number;
  readonly FilterCriteria?: { readonly Filters: readonly { readonly Pattern: string }[] };
};

function toSources(
  endpoint: string,
  scope: Scope,
  functions: ReadonlyMap<string, TestFunction>,
  clockShift: () => number,
): readonly EventSource[] {
  const { Resources } = scope.template;
  const sqs = new SQSClient({ region: REGION, endpoint, credentials: HUB_CREDENTIALS });
  return Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::Lambda::EventSourceMapping')
    .map(({ Properties }) => {
      const mapping = Properties as unknown as Mapping;
      const [source, attribute] = mapping.EventSourceArn['Fn::GetAtt'];
      const target = Resources[mapping.FunctionName['Fn::GetAtt'][0]]!;
      const name = String(target.Properties['FunctionName']).slice(`${STACK}-`.length);
      const toFunction = () => functions.get(name)!;
      const id = scope.attributeOf(source, 'Ref');
      if (attribute !== 'StreamArn') {
        return aQueueSource(sqs, id, mapping.BatchSize, toFunction, clockShift);
      }
      const patterns = (mapping.FilterCriteria?.Filters ?? []).map(
        ({ Pattern }) => JSON.parse(Pattern) as object,
      );
      const { BatchSize: batchSize, MaximumRetryAttempts: mostRetries = 10 } = mapping;
      const stream = { batchSize, patterns, mostRetries };
      return aStreamSource(endpoint, id, stream, toFunction, clockShift);
    });
}

async function until(
  holds: () => Promise<boolean>,
  pump: () => Promise<number>,
  seconds: number,
  functions: ReadonlyMap<string, TestFunction>,
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > end) {
      const said = [...functions].map(
        ([name, { lines }]) => `${name}:\n${lines.slice(-8).join('\n')}`,
      );
      throw new Error(`it did not happen within ${seconds} s\n${said.join('\n')}`);
    }
    if ((await pump()) === 0) await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
