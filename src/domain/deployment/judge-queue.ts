import { wildcardMatches } from '../policy/match/wildcard.ts';
import { type CheckLine, lineOf } from './check.ts';
import type { QueueFacts } from './facts.ts';

/** Whether a queue's policy lets EventBridge send for every one of the rules. */
export function judgeQueuePolicy(
  { policy }: QueueFacts,
  ruleArns: readonly string[],
  name: string,
): CheckLine {
  const refused = ruleArns.filter((arn) => !letsRuleSend(policy ?? '', arn));
  if (refused.length === 0) return lineOf('queue-policy', 'ok', 'for every rule', name);
  return lineOf('queue-policy', 'failed', `not for ${refused.join(', ')}`, name);
}

function letsRuleSend(policy: string, ruleArn: string): boolean {
  return statementsOf(policy).some((statement) => {
    const service = memberOf(statement['Principal'], 'Service');
    const sends = listOf(statement['Action']).some(
      (action) => action === 'sqs:SendMessage' || action === 'sqs:*' || action === '*',
    );
    const isEvents = listOf(service).includes('events.amazonaws.com');
    return statement['Effect'] === 'Allow' && isEvents && sends && allowsSource(statement, ruleArn);
  });
}

function allowsSource(statement: Fields, ruleArn: string): boolean {
  const condition = statement['Condition'];
  if (condition === undefined) return true;
  const sources = ['ArnEquals', 'ArnLike', 'StringEquals', 'StringLike']
    .map((operator) => memberOf(condition, operator))
    .flatMap((keys) => listOf(memberOf(keys, 'aws:SourceArn')));
  return sources.some((pattern) => wildcardMatches(pattern, ruleArn));
}

type Fields = Readonly<Record<string, unknown>>;

function statementsOf(policy: string): readonly Fields[] {
  try {
    const document: unknown = JSON.parse(policy);
    const statements = memberOf(document, 'Statement');
    return (Array.isArray(statements) ? statements : [statements]) as readonly Fields[];
  } catch {
    return [];
  }
}

function memberOf(value: unknown, name: string): unknown {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isObject ? (value as Fields)[name] : undefined;
}

function listOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((each) => typeof each === 'string');
}
