import type { ActionLookup } from '../permission/action-lookup.ts';
import type { Reading } from './denial.ts';
import { type Fields, fieldsOf, isFields, memberOf, textOf } from './fields.ts';
import { withLogEvent } from './log-event.ts';
import { isCloudTrailRecord, readCloudTrailRecord } from './read-cloudtrail-record.ts';
import { isEcsTask, NO_ENVELOPE, readEcsTask } from './read-ecs-event.ts';
import { isEventBridgeEnvelope, readEnvelope } from './read-envelope.ts';
import { readText } from './read-text.ts';
import { unreadable } from './unreadable.ts';

export { readText } from './read-text.ts';

// SQS round SNS round EventBridge round CloudTrail is five; deeper is nobody's format.
const MAX_DEPTH = 8;

/** Members that hold a list of further records: of log files, queues, `lookup-events`, log groups, `describe-tasks`. */
const LISTS = ['Records', 'Events', 'logEvents', 'tasks'] as const;

/** Members whose text is, or holds as JSON, the record itself. */
const TEXTS = ['CloudTrailEvent', 'body', 'Message', 'message', 'errorMessage'] as const;

/** Members that hold an error's code beside its text. */
const CODES = ['code', 'Code', '__type', 'errorType', 'errorCode', 'ErrorCode'] as const;

/** Members that hold the record as an object. */
const WRAPPERS = ['event', 'Sns', 'Error', 'detail'] as const;

/**
 * Reads one JSON value of any shape in which denials arrive (facts/denials.md, design.md section 7):
 * one reading a record in it, in its order. Never throws, whatever the value is.
 */
export function readRecord(value: unknown, lookup?: ActionLookup): readonly Reading[] {
  return readValue(value, lookup, 0);
}

function readValue(
  value: unknown,
  lookup: ActionLookup | undefined,
  depth: number,
): readonly Reading[] {
  if (depth > MAX_DEPTH) return [unknownShape(value)];
  if (typeof value === 'string') return readEmbedded(value, lookup, depth);
  if (Array.isArray(value))
    return value.flatMap((element: unknown) => readValue(element, lookup, depth + 1));
  return isFields(value) ? readFields(value, lookup, depth) : [unknownShape(value)];
}

function readFields(
  value: Fields,
  lookup: ActionLookup | undefined,
  depth: number,
): readonly Reading[] {
  if (isEventBridgeEnvelope(value)) return [readEnvelope(value, lookup)];
  if (isCloudTrailRecord(value)) return [readCloudTrailRecord(value, lookup)];
  const list = LISTS.find((name) => Array.isArray(memberOf(value, name)));
  if (list !== undefined) return readValue(memberOf(value, list), lookup, depth);
  if (isEcsTask(value)) return [readEcsTask(value, NO_ENVELOPE)];
  const wrapper = WRAPPERS.find((name) => isFields(memberOf(value, name)));
  if (wrapper !== undefined) return readValue(fieldsOf(value, wrapper), lookup, depth + 1);
  const text = TEXTS.find((name) => textOf(value, name) !== null);
  if (text === undefined) return [readUnknownObject(value)];
  const message = textOf(value, text) ?? '';
  const codes = CODES.map((name) => textOf(value, name)).filter((code) => code !== null);
  const readings = readEmbedded([...codes.slice(0, 1), message].join(': '), lookup, depth);
  return readings.map((reading) => withLogEvent(reading, value));
}

/** An application's own log object may hold AWS's sentence anywhere; only the sentence itself counts there. */
function readUnknownObject(value: Fields): Reading {
  const reading = readText(tryText(value));
  return reading.kind === 'denial' && reading.required.length > 0 ? reading : unknownShape(value);
}

function tryText(value: Fields): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

/** A text that is a JSON object of a known shape is read as such, every other one as an error text. */
function readEmbedded(
  text: string,
  lookup: ActionLookup | undefined,
  depth: number,
): readonly Reading[] {
  const value = /^\s*[[{]/.test(text) ? tryJson(text) : undefined;
  if (value === undefined) return [readText(text)];
  const readings = readValue(value, lookup, depth + 1);
  return readings.every((reading) => reading.kind === 'unreadable') && !isKnownShape(value)
    ? [readText(text)]
    : readings;
}

function isKnownShape(value: unknown): boolean {
  return (
    isFields(value) &&
    (isEventBridgeEnvelope(value) || isCloudTrailRecord(value) || isEcsTask(value))
  );
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function unknownShape(value: unknown): Reading {
  return unreadable(
    'the record',
    'a CloudTrail record, an EventBridge event, an ECS task or a log event',
    value,
    '{"eventSource": "dynamodb.amazonaws.com", "eventName": "Scan", "errorCode": "AccessDenied"}',
  );
}
