import type { ActionLookup } from '../permission/action-lookup.ts';
import type { Reading } from './denial.ts';
import { type Fields, fieldsOf, memberOf, textOf } from './fields.ts';
import { findEcsForgery, findForgery } from './find-forgery.ts';
import { readCloudTrailRecord } from './read-cloudtrail-record.ts';
import { type EcsEnvelope, readEcsServiceEvent, readEcsTask } from './read-ecs-event.ts';
import { type Expectation, findFault, unreadable } from './unreadable.ts';

/** True for an EventBridge event. */
export function isEventBridgeEnvelope(value: Fields): boolean {
  return 'detail-type' in value;
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
  { field: 'region', expected: 'text', example: '"us-east-1"', required: false },
];

/**
 * Reads an EventBridge event of CloudTrail or ECS; one that AWS cannot have delivered is refused as forged.
 */
export function readEnvelope(event: Fields, lookup?: ActionLookup): Reading {
  const fault = findFault(event, ENVELOPE);
  if (fault) return fault;
  const type = textOf(event, 'detail-type') ?? '';
  const detail = fieldsOf(event, 'detail');
  if (type.endsWith('via CloudTrail'))
    return findForgery(event, detail) ?? readCloudTrailRecord(detail, lookup);
  if (type === 'ECS Task State Change')
    return findEcsForgery(event, detail) ?? readEcsTask(detail, toEcsEnvelope(event));
  if (type === 'ECS Service Action' || type === 'ECS Deployment State Change')
    return findEcsForgery(event, detail) ?? readEcsServiceEvent(detail, toEcsEnvelope(event));
  return unreadable(
    'detail-type',
    'an event of CloudTrail or ECS',
    memberOf(event, 'detail-type'),
    '{"detail-type": "AWS API Call via CloudTrail"}',
  );
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
