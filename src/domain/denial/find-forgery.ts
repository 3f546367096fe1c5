import { prefixOfEventSource } from '../permission/service-prefix.ts';
import type { Unreadable } from './denial.ts';
import { type Fields, textOf } from './fields.ts';

/**
 * What shows that AWS did not deliver an EventBridge event of CloudTrail or ECS, else undefined. Anybody
 * who may put events chooses the `detail-type` and the `detail`; only AWS uses a `source` `aws.<service>`
 * (`aws.partner/…` is another company's), and it delivers an event where it was recorded (facts/security.md T7).
 */
export function findForgery(event: Fields, detail: Fields): Unreadable | undefined {
  const source = textOf(event, 'source') ?? '';
  if (!/^aws\.[a-z0-9.-]+$/.test(source))
    return forged('source', 'a source of AWS that begins with "aws."');
  const recorded = textOf(detail, 'eventSource');
  if (recorded !== null && !isSameService(source.slice(4), recorded))
    return forged('source', 'the service that detail.eventSource names');
  return findOtherPlace(event, detail);
}

/** As `findForgery`, of an event that only ECS sends. */
export function findEcsForgery(event: Fields, detail: Fields): Unreadable | undefined {
  return textOf(event, 'source') === 'aws.ecs'
    ? findOtherPlace(event, detail)
    : forged('source', 'the source of ECS, "aws.ecs"');
}

function findOtherPlace(event: Fields, detail: Fields): Unreadable | undefined {
  const arn = textOf(detail, 'taskArn') ?? textOf(detail, 'clusterArn') ?? '';
  const [, , , region = '', account = ''] = arn.split(':', 5);
  if (differ(textOf(event, 'account'), textOf(detail, 'recipientAccountId') ?? account))
    return forged('account', 'the account that detail.recipientAccountId or the task’s ARN names');
  return differ(textOf(event, 'region'), textOf(detail, 'awsRegion') ?? region)
    ? forged('region', 'the region that detail.awsRegion or the task’s ARN names')
    : undefined;
}

function differ(delivered: string | null, recorded: string): boolean {
  return delivered !== null && recorded !== '' && delivered !== recorded;
}

// EventBridge knows a service by the first part of its host or by the name of its other events.
const OTHER_NAMES: Readonly<Record<string, string>> = { emr: 'elasticmapreduce' };

/** `aws.monitoring` and `aws.cloudwatch` both belong to `monitoring.amazonaws.com`. */
function isSameService(name: string, eventSource: string): boolean {
  const known = Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name]! : name;
  const prefix = prefixOfEventSource(eventSource.toLowerCase());
  const parts = eventSource.toLowerCase().split('.amazonaws.com', 1)[0]!.split('.');
  return prefixOfEventSource(known) === prefix || parts.includes(known);
}

function forged(field: string, expected: string): Unreadable {
  return {
    kind: 'unreadable',
    reason: `${field}: expected ${expected}, found another one: the event may be forged; for example {"source": "aws.dynamodb", "account": "123456789012"}`,
  };
}
