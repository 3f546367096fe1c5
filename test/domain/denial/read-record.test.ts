import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnose } from '../../../src/domain/denial/diagnose.ts';
import { readRecord } from '../../../src/domain/denial/read-record.ts';
import { toExplainLine } from '../../../src/domain/denial/to-explain-line.ts';
import { aCloudTrailRecord, anEnvelope, aStoppedTask } from '../../builders/a-cloudtrail-record.ts';

const RECORD = aCloudTrailRecord();
const text = JSON.stringify(RECORD);
const FIXTURE = new URL('../../fixtures/records/cloudtrail-records.json', import.meta.url);
const real = JSON.parse(readFileSync(FIXTURE, 'utf8')) as { event: Record<string, unknown> }[];

describe('domain/denial/read-record', () => {
  it.each<readonly [string, unknown, number]>([
    ['a CloudTrail record', RECORD, 1],
    ['an EventBridge event', anEnvelope(), 1],
    ['a wrapped record', { event: RECORD }, 1],
    ['a log file', { Records: [RECORD, RECORD] }, 2],
    ['a list', [RECORD, { Records: [RECORD] }], 2],
    ['lookup-events', { Events: [{ EventId: '1', CloudTrailEvent: text }] }, 1],
    [
      'an SQS batch',
      { Records: [{ eventSource: 'aws:sqs', body: JSON.stringify(anEnvelope()) }] },
      1,
    ],
    ['an SNS batch', { Records: [{ EventSource: 'aws:sns', Sns: { Message: text } }] }, 1],
    [
      'SNS inside SQS',
      { Records: [{ body: JSON.stringify({ Type: 'Notification', Message: text }) }] },
      1,
    ],
    ['a log event', { message: RECORD['errorMessage'] }, 1],
    ['log events', { logEvents: [{ message: RECORD['errorMessage'] }, { message: text }] }, 2],
    ['a pasted text', RECORD['errorMessage'], 1],
    ['pasted JSON', text, 1],
    ['an error body', { __type: 'AccessDeniedException', Message: 'no' }, 1],
    ['an XML-like error', { Error: { Code: 'AccessDenied', Message: 'no' } }, 1],
    [
      'an application’s log object',
      { level: 'error', err: { message: RECORD['errorMessage'] } },
      1,
    ],
  ])('reads %s', (_shape, value, count) => {
    expect(readRecord(value).map(({ kind }) => kind)).toEqual(Array(count).fill('denial'));
  });

  it.each<readonly [string, unknown]>([
    ['a described task', { tasks: [aStoppedTask()], failures: [] }],
    [
      'a task event',
      anEnvelope({
        'detail-type': 'ECS Task State Change',
        source: 'aws.ecs',
        detail: aStoppedTask(),
      }),
    ],
    [
      'a service event',
      anEnvelope({
        'detail-type': 'ECS Service Action',
        source: 'aws.ecs',
        detail: { eventName: 'SERVICE_STEADY_STATE' },
      }),
    ],
    ['a log line of something else', { message: 'started' }],
  ])('reads %s as no denial', (_shape, value) => {
    expect(readRecord(value)).toEqual([{ kind: 'not-a-denial', reason: 'no-denial-text' }]);
  });

  it.each<readonly [string, unknown, RegExp]>([
    ['source of a custom event', anEnvelope({ source: 'my.app' }), /^source: .*forged/],
    ['source of a partner', anEnvelope({ source: 'aws.partner/x.com/y' }), /^source: .*forged/],
    [
      'source of another service',
      anEnvelope({ source: 'aws.s3' }),
      /^source: .*eventSource.*forged/,
    ],
    ['source without the dot', anEnvelope({ source: 'awsx' }), /^source: .*forged/],
    ['account of another event', anEnvelope({ account: '999999999999' }), /^account: .*forged/],
    ['region of another event', anEnvelope({ region: 'eu-west-1' }), /^region: .*forged/],
    ['region that is no text', anEnvelope({ region: 1 }), /^region: expected text/],
    [
      'task event of another account',
      anEnvelope({
        'detail-type': 'ECS Task State Change',
        source: 'aws.ecs',
        account: '999999999999',
        detail: aStoppedTask(),
      }),
      /^account: .*forged/,
    ],
    [
      'task event from elsewhere',
      anEnvelope({
        'detail-type': 'ECS Task State Change',
        source: 'aws.ec2',
        detail: aStoppedTask(),
      }),
      /^source: .*forged/,
    ],
    ['unknown detail type', anEnvelope({ 'detail-type': 'Scheduled Event' }), /^detail-type: /],
    ['detail that is no object', anEnvelope({ detail: 'x' }), /^detail: expected an object/],
    ['number', 7, /^the record: expected/],
    ['null', null, /^the record: expected/],
    ['empty object', {}, /^the record: expected/],
  ])('refuses a %s', (_what, value, reason) => {
    const [reading] = readRecord(value);
    expect(reading).toMatchObject({ kind: 'unreadable', reason: expect.stringMatching(reason) });
  });

  it.each([
    ['aws.monitoring', 'monitoring.amazonaws.com'],
    ['aws.cloudwatch', 'monitoring.amazonaws.com'],
    ['aws.tag', 'tagging.amazonaws.com'],
    ['aws.ses', 'email.amazonaws.com'],
    ['aws.dynamodb', 'streams.dynamodb.amazonaws.com'],
    ['aws.elasticmapreduce', 'elasticmapreduce.amazonaws.com'],
    ['aws.emr', 'elasticmapreduce.amazonaws.com'],
    ['aws.s3', 's3.amazonaws.com.cn'],
  ])('takes %s as the source of events of %s', (source, eventSource) => {
    const event = anEnvelope({ source, detail: aCloudTrailRecord({ eventSource }) });
    expect(readRecord(event)).toMatchObject([{ kind: 'denial' }]);
  });

  it('reads nothing from an empty file, and survives any depth', () => {
    expect(readRecord({ Records: [] })).toEqual([]);
    let deep: unknown = RECORD;
    for (let depth = 0; depth < 5000; depth++) deep = [deep];
    expect(readRecord(deep)).toMatchObject([{ kind: 'unreadable' }]);
  });

  it('never throws, whatever the value', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue()), (value) => {
        expectSound(value);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on a mutated record, and offers nothing for an incurable cause', () => {
    const mutation = fc.record({
      record: fc.constantFrom(...real.map(({ event }) => event), RECORD, anEnvelope()),
      path: fc.array(fc.nat(12), { minLength: 1, maxLength: 4 }),
      value: fc.oneof(fc.anything(), fc.constantFrom(RECORD['errorMessage'], 'AccessDenied')),
    });
    fc.assert(
      fc.property(mutation, ({ record, path, value }) => {
        expectSound(mutate(record, path, value));
      }),
      { numRuns: 500 },
    );
  });
});

/** Reads, diagnoses and renders a value, and checks what must hold for every denial. */
function expectSound(value: unknown): void {
  for (const reading of readRecord(value)) {
    if (reading.kind !== 'denial') continue;
    const diagnosis = diagnose(reading);
    expect(diagnosis.fixable).toBe(diagnosis.statement !== null);
    expect(diagnosis.fixable).toBe(diagnosis.refusal === null);
    if (reading.cause !== 'identity-policy-missing') expect(diagnosis.statement).toBeNull();
    expect(typeof JSON.stringify(toExplainLine(1, reading, diagnosis))).toBe('string');
  }
}

/** A copy with the member at a path (by position) replaced. */
function mutate(value: unknown, [first, ...rest]: readonly number[], to: unknown): unknown {
  if (typeof value !== 'object' || value === null || first === undefined) return to;
  const keys = Object.keys(value);
  const key = keys[first % Math.max(keys.length, 1)];
  if (key === undefined) return to;
  const member = (value as Record<string, unknown>)[key];
  return { ...value, [key]: rest.length === 0 ? to : mutate(member, rest, to) };
}
