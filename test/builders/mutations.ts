import { DEMO_SCENES } from '../../src/compose/demo/demo.ts';
import { aCloudTrailRecord } from './a-cloudtrail-record.ts';

/** A small seeded generator (mulberry32), so that a failing input can be made again from the printed seed. */
export function aRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

type Json = Record<string, unknown>;

/** Real-shaped inputs to start from: every scene of the demo but the storm, and a plain record. */
export const SEEDS: readonly Json[] = [
  aCloudTrailRecord(),
  ...DEMO_SCENES.slice(0, -1).flatMap(({ records }) => [...records()] as Json[]),
];

const STRANGE: readonly unknown[] = [
  null,
  0,
  -1,
  1e308,
  '',
  '*',
  '${*}',
  '__proto__',
  '\u0000',
  '\ud800',
  'x'.repeat(5000),
  [],
  {},
  [[[[]]]],
  true,
  { toString: 'x', constructor: null },
];

/** Changes one to three members somewhere in a JSON value: to a strange value, away, or to another member's. */
export function mutateJson(seed: Json, random: (below: number) => number): Json {
  const copy = structuredClone(seed);
  for (let n = random(3); n >= 0; n--) {
    const [holder, key] = pick(copy, random);
    if (random(4) === 0) delete holder[key];
    else holder[key] = STRANGE[random(STRANGE.length)];
  }
  return copy;
}

/** Changes, drops or doubles some characters of a text, or cuts it. */
export function mutateText(text: string, random: (below: number) => number): string {
  let mutated = text;
  for (let n = random(6); n >= 0; n--) {
    const at = random(mutated.length + 1);
    const middle = ['', mutated.slice(at, at + 20).repeat(2), '"', '}', '\\', '\u001b[31m', ' '][
      random(7)
    ];
    mutated = mutated.slice(0, at) + middle + mutated.slice(at + random(4));
  }
  return random(10) === 0 ? mutated.slice(0, random(mutated.length + 1)) : mutated;
}

function pick(root: Json, random: (below: number) => number): [Json, string] {
  let holder = root;
  for (;;) {
    const keys = Object.keys(holder);
    const key = keys[random(keys.length)] ?? 'extra';
    const member = holder[key];
    if (typeof member !== 'object' || member === null || random(3) === 0) return [holder, key];
    holder = member as Json;
  }
}

/** What makes a CloudTrail record invalid: without these it is not what AWS sent. */
export const INVALIDATIONS: readonly ((record: Json) => unknown)[] = [
  (record) => ({ ...record, eventSource: 7 }),
  (record) => ({ ...record, eventName: null }),
  (record) => ({ ...record, errorMessage: { text: record['errorMessage'] } }),
  (record) => ({ ...record, errorCode: ['AccessDenied'] }),
  (record) => ({ ...record, userIdentity: 'AssumedRole' }),
  (record) => ({ ...record, recipientAccountId: 111122223333 }),
  (record) => without(record, 'eventSource'),
  (record) => without(record, 'eventName'),
  (record) => without(without(record, 'eventName'), 'eventSource'),
  (record) => without(record, 'userIdentity'),
  (record) => envelope(record, { source: 'custom.app' }),
  (record) => envelope(record, { account: '999999999999' }),
  (record) => envelope(record, { detail: null }),
];

function without(record: Json, name: string): Json {
  const { [name]: _dropped, ...rest } = record;
  return rest;
}

function envelope(record: Json, changes: Json): Json {
  return {
    version: '0',
    id: 'e',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.dynamodb',
    account: '111122223333',
    time: '2026-03-02T03:10:00Z',
    region: 'us-west-2',
    detail: record,
    ...changes,
  };
}
