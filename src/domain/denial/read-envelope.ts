import type { ActionLookup } from '../permission/action-lookup.ts';
import type { Reading } from './denial.ts';
import { type Fields, fieldsOf, memberOf, textOf } from './fields.ts';
import { readCloudTrailRecord } from './read-cloudtrail-record.ts';
import { type EcsEnvelope, readEcsServiceEvent, readEcsTask } from './read-ecs-event.ts';
import { type Expectation, findFault, unreadable } from './unreadable.ts';

/** True for an EventBridge event. */
export function isEventBridgeEnvelope(value: Fields): boolean {
  // Not `in`, which every record of a trail would wait for; JSON has no undefined.
  return value['detail-type'] !== undefined;
}

const ENVELOPE: readonly Expectation[] = [
  {
    field: 'detail-type',
    expected: 'text',
    example: '"AWS API Call via CloudTrail"',
    required: true,
  },
  { field: 'source', expected: 'text', example: '"aws.dynamodb"', required: true },
  { field: 'detail', expected: 'an object', example: '{"eventName": "Scan"}', required: true },
  { field: 'account', expected: 'text', example: '"123456789012"', required: false },
];

/**
 * Reads an EventBridge event. Anybody who may put events can write any `detail`, but only AWS can use
 * a `source` that begins with `aws.`, and AWS delivers an event in the account that recorded it
 * (facts/security.md T7): everything else is refused as forged.
 */
export function readEnvelope(event: Fields, lookup?: ActionLookup): Reading {
  const fault = findFault(event, ENVELOPE);
  if (fault) return fault;
  const type = textOf(event, 'detail-type') ?? '';
  const detail = fieldsOf(event, 'detail');
  if (type.endsWith('via CloudTrail'))
    return findForgery(event, detail, 'aws.') ?? readCloudTrailRecord(detail, lookup);
  if (type === 'ECS Task State Change')
    return findForgery(event, detail, 'aws.ecs') ?? readEcsTask(detail, toEcsEnvelope(event));
  if (type === 'ECS Service Action' || type === 'ECS Deployment State Change')
    return (
      findForgery(event, detail, 'aws.ecs') ?? readEcsServiceEvent(detail, toEcsEnvelope(event))
    );
  return unreadable(
    'detail-type',
    'an event of CloudTrail or ECS',
    memberOf(event, 'detail-type'),
    '{"detail-type": "AWS API Call via CloudTrail"}',
  );
}

function findForgery(event: Fields, detail: Fields, source: string): Reading | undefined {
  if (!textOf(event, 'source')?.startsWith(source))
    return forged('source', `a source of AWS that begins with "${source}"`);
  const account = textOf(event, 'account');
  const recorded = textOf(detail, 'recipientAccountId');
  return account !== null && recorded !== null && account !== recorded
    ? forged('account', 'the account that detail.recipientAccountId names')
    : undefined;
}

function forged(field: string, expected: string): Reading {
  return {
    kind: 'unreadable',
    reason: `${field}: expected ${expected}, found another one: the event may be forged; for example {"source": "aws.dynamodb", "account": "123456789012"}`,
  };
}

function toEcsEnvelope(event: Fields): EcsEnvelope {
  const resources = memberOf(event, 'resources');
  const first: unknown = Array.isArray(resources) ? resources[0] : undefined;
  return {
    eventId: textOf(event, 'id'),
    eventTime: textOf(event, 'time'),
    account: textOf(event, 'account'),
    region: textOf(event, 'region'),
    service: typeof first === 'string' && first.includes(':service/') ? first : null,
  };
}
