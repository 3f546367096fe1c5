import { type CheckLine, lineOf } from '../../domain/deployment/check.ts';
import type { StackResource } from '../../domain/deployment/facts.ts';
import {
  type DeploymentSubject,
  DEAD_LETTER_QUEUES,
  FUNCTION_NAMES,
  QUEUES,
  RULES,
  TABLES,
} from '../../domain/deployment/subject.ts';

const HOW =
  'aws cloudformation list-stack-resources --stack-name NAME > resources.json, then --stack resources.json';

const EXPECTED = [...Object.keys(RULES), ...QUEUES, ...DEAD_LETTER_QUEUES, ...Object.keys(TABLES)];

/** Whether the stack has what it must have, and all of it is in place. */
export function checkStack({ resources }: DeploymentSubject): readonly CheckLine[] {
  if (resources === null)
    return [lineOf('stack', 'unproven', `which stack it is was not said: ${HOW}`)];
  const names = new Set(resources.map(({ logicalId }) => logicalId));
  const missing = EXPECTED.filter((name) => !names.has(name));
  const broken = resources.filter((resource) => !isInPlace(resource)).map(toWords);
  const faults = [...missing.map((name) => `${name} is missing`), ...broken];
  const functions = resources.filter(({ type }) => type === 'AWS::Lambda::Function');
  const deployed = new Set(functions.map(({ logicalId }) => toFunctionName(logicalId)));
  const absent = FUNCTION_NAMES.filter((name) => !deployed.has(name.replaceAll('-', '')));
  return [
    faults.length === 0
      ? lineOf('stack', 'ok', `${resources.length} resources`)
      : lineOf('stack', 'failed', faults.join('; ')),
    absent.length === 0
      ? lineOf('functions', 'ok', `${FUNCTION_NAMES.length} functions`)
      : lineOf('functions', 'failed', `missing: ${absent.join(', ')}`),
  ];
}

function isInPlace({ status }: StackResource): boolean {
  return /^(?:CREATE|UPDATE|IMPORT|UPDATE_ROLLBACK|ROLLBACK)_COMPLETE$/.test(status);
}

function toWords({ logicalId, status }: StackResource): string {
  return `${logicalId} is ${status}`;
}

// The framework names a function's resource `DenialReceivedLambdaFunction`, with `Dash` for a hyphen.
function toFunctionName(logicalId: string): string {
  return logicalId
    .replaceAll('Dash', '')
    .replace(/LambdaFunction$/, '')
    .toLowerCase();
}
