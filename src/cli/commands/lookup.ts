import { createColors } from 'picocolors';
import { composeLookup, findEventSource, lookUpFiles } from '../../compose/cli-lookup.ts';
import { type Io, type RegisterVerb, withExamples } from '../command.ts';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import { renderLookup, toLookupLine } from '../render/lookup.ts';
import { UsageError } from '../usage-error.ts';
import { write } from '../write.ts';

export const register: RegisterVerb = (command, io) => {
  command
    .argument(
      '[service]',
      'IAM prefix, SDK client or CloudTrail host; or a file of calls, - for standard input',
    )
    .argument(
      '[operation]',
      'the operation, as the API, an SDK, the AWS CLI or CloudTrail names it',
    )
    .option('--parameters <json>', 'the request’s parameters, named as CloudTrail names them')
    .option('--region <region>', 'the region of the call')
    .option('--account <id>', 'the account of the call')
    .option('--json', 'print the answer as one JSON line');
  withExamples(
    command,
    'rolemender lookup s3 ListObjectsV2',
    'rolemender lookup ecs run-task --json',
    `rolemender lookup dynamodb Scan --parameters '{"tableName":"orders"}' --region eu-west-1 --account 111122223333`,
    'rolemender lookup - < events.jsonl',
  );
  return async ({ args, options }) => {
    const [service, operation] = args;
    if (service === undefined && io.isTTY.stdin) {
      throw new UsageError('name a service and an operation, a file of calls, or -');
    }
    const request = toRequest(options);
    if (service !== undefined && operation !== undefined)
      return lookUpOne({ service, operation, request, asJson: options['json'] === true }, io);
    const stray = Object.keys(request)[0];
    if (stray !== undefined) throw new UsageError(`${FLAGS[stray]} is for one look-up by name`);
    return lookUpAll(service ?? '-', io);
  };
};

type Options = {
  readonly parameters?: string;
  readonly region?: string;
  readonly account?: string;
};

type Request = Readonly<Record<string, unknown>>;

const FLAGS: Readonly<Record<string, string>> = {
  requestParameters: '--parameters',
  region: '--region',
  account: '--account',
};

/** What the flags tell of the request, under the names of a CloudTrail record. */
function toRequest({ parameters, region, account }: Options): Request {
  if (region !== undefined && !/^[a-z]{2,5}(?:-[a-z]{2,10}){1,3}-\d{1,2}$/.test(region))
    throw new UsageError(`--region: "${region}" is no region; one is such as eu-west-1`);
  if (account !== undefined && !/^\d{12}$/.test(account))
    throw new UsageError(`--account: "${account}" is no account id, which has 12 digits`);
  return {
    ...(parameters === undefined ? {} : { requestParameters: toParameters(parameters) }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
  };
}

function toParameters(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Told below, with what was expected.
  }
  throw new UsageError('--parameters: expected a JSON object such as {"tableName":"orders"}');
}

async function lookUpAll(file: string, io: Io): Promise<ExitCode> {
  let input = 0;
  let bad = 0;
  for await (const outcomes of lookUpFiles([file], io, composeLookup())) {
    const lines = outcomes.map((outcome) => {
      if (outcome.kind === 'invalid') bad++;
      return toLookupLine(++input, outcome);
    });
    if (lines.length > 0) await write(io.stdout, lines.join(''));
  }
  if (bad === 0) return EXIT_CODES.done;
  return bad === input ? EXIT_CODES['bad-input'] : EXIT_CODES.partly;
}

type OneCall = {
  readonly service: string;
  readonly operation: string;
  readonly request: Request;
  readonly asJson: boolean;
};

async function lookUpOne(
  { service, operation, request, asJson }: OneCall,
  io: Io,
): Promise<ExitCode> {
  const found = findEventSource(service);
  if (found.kind === 'unknown') {
    const near = found.near.length === 0 ? '' : `; there are ${found.near.join(', ')}`;
    throw new UsageError(`AWS has no service "${service}"${near}`);
  }
  const eventName = toOperation(operation);
  const outcome = await composeLookup()({ ...request, eventSource: found.eventSource, eventName });
  if (outcome.kind === 'invalid') throw new UsageError(`${outcome.path}: ${outcome.reason}`);
  const answer = asJson
    ? toLookupLine(1, outcome)
    : renderLookup(`${service} ${eventName}`, outcome, createColors(io.colour));
  await write(io.stdout, answer);
  return EXIT_CODES.done;
}

/** `list-objects-v2` of the AWS CLI and `list_objects_v2` of boto3 are `ListObjectsV2`. */
function toOperation(operation: string): string {
  if (/^[A-Z]/.test(operation)) return operation;
  return operation
    .split(/[-_]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
