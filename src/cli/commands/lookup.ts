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
    .option('--json', 'print the answer as one JSON line');
  withExamples(
    command,
    'rolemender lookup s3 ListObjectsV2',
    'rolemender lookup ecs run-task --json',
    'rolemender lookup - < events.jsonl',
  );
  return async ({ args, options }) => {
    const [service, operation] = args;
    if (service === undefined && io.isTTY.stdin) {
      throw new UsageError('name a service and an operation, a file of calls, or -');
    }
    return service !== undefined && operation !== undefined
      ? lookUpOne(service, operation, options['json'] === true, io)
      : lookUpAll(service ?? '-', io);
  };
};

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

async function lookUpOne(
  service: string,
  operation: string,
  asJson: boolean,
  io: Io,
): Promise<ExitCode> {
  const found = findEventSource(service);
  if (found.kind === 'unknown') {
    const near = found.near.length === 0 ? '' : `; there are ${found.near.join(', ')}`;
    throw new UsageError(`AWS has no service "${service}"${near}`);
  }
  const eventName = toOperation(operation);
  const outcome = await composeLookup()({ eventSource: found.eventSource, eventName });
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
