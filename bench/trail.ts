import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { aRandom } from '../test/builders/mutations.ts';

type Event = Readonly<Record<string, unknown>>;
type Random = (below: number) => number;

/**
 * Which records a trail is made of: one denial and one other error among twenty calls; the source's own rows
 * again and again, with new ids and times only; denials only, of some hundred roles, users and resources; or
 * denials of which no two have a role, a user or a resource in common.
 */
export const MIXES = ['trail', 'rows', 'denials', 'distinct'] as const;
export type Mix = (typeof MIXES)[number];

const FIXTURE = new URL('../test/fixtures/records/cloudtrail-records.json', import.meta.url);
const DATA = process.env['ROLEMENDER_DATA'] ?? resolve('../shared/data');
const MEASURED = join(DATA, 'cloudtrail_records.jsonl');

/** Real records to make trails of: the measured data where they are at hand, else the repository's own few. */
export const SOURCE = existsSync(MEASURED) ? 'cloudtrail_records.jsonl' : 'test/fixtures/records';

const events: readonly Event[] = existsSync(MEASURED)
  ? readFileSync(MEASURED, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: Event }).event)
  : (JSON.parse(readFileSync(FIXTURE, 'utf8')) as { event: Event }[]).map(({ event }) => event);

const denied = events.filter(isDenied);
const failed = events.filter((event) => !isDenied(event) && 'errorCode' in event);
const succeeded = [
  ...events.filter((event) => !('errorCode' in event)),
  ...denied.map(({ errorCode: _code, errorMessage: _message, ...event }) => event),
];

function isDenied(event: Event): boolean {
  return /AccessDenied|Unauthorized/.test(String(event['errorCode']));
}

/**
 * Lines of a trail as its account would write it: each with its own ids, time, session and cipher text,
 * over some hundred roles, users and resources. The same numbers always give the same lines.
 */
export function trailLines(mix: Mix, from: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => toLine(mix, from + n));
}

function toLine(mix: Mix, n: number): string {
  const random = aRandom(n);
  if (mix === 'rows') return flat(JSON.stringify(again(events[n % events.length]!, n, random)));
  const list = mix !== 'trail' || n % 20 === 0 ? denied : n % 20 === 1 ? failed : succeeded;
  const index = random(list.length);
  const event = again(list[index]!, n, random);
  const session = random(3) === 0 ? `deploy-${random(100)}` : hex(random, 32);
  const variant = mix === 'distinct' ? n : (index * 13 + random(4) * 37) % 400;
  return flat(renamed(JSON.stringify(event), variant, session, hex(random, 40)));
}

/** As a file gives it: one flat string, where a string put together is flattened by its first reader. */
function flat(line: string): string {
  return Buffer.from(line).toString();
}

/** The event as another of its kind: with ids and a time of its own. */
function again(event: Event, n: number, random: Random): Event {
  return {
    ...event,
    eventID: `${hex(random, 8)}-0000-4000-8000-${hex(random, 12)}`,
    requestID: hex(random, 32),
    eventTime: new Date(Date.UTC(2026, 2, 1) + n * 1000).toISOString().replace('.000', ''),
  };
}

/** The line with names of its own: role, session, user, the resource of its message, EC2's ids, the cipher's end. */
function renamed(line: string, variant: number, session: string, cipher: string): string {
  const [, role, own] = /assumed-role\/([^"/]+)\/([^" ]+)/.exec(line) ?? [];
  const user = /:user\/([\w.-]+)/.exec(line)?.[1];
  const resource = /on resource: arn:aws:[^" ]*[/:]([\w.-]{6,})(?=[" ])/.exec(line)?.[1];
  const id = /"[a-z]{1,12}-([0-9a-f]{17})"/.exec(line)?.[1];
  const encoded = /failure message: [\w-]{60,}?([\w-]{40})"/.exec(line)?.[1];
  const names = [
    [own, session],
    [role, `service-role-${variant}`],
    [role === undefined ? user : undefined, `user-${variant}`],
    [resource === role || resource === user ? undefined : resource, `resource-${variant}`],
    [id, variant.toString(16).padStart(17, '0')],
    [encoded, cipher],
  ] as const;
  return names.reduce((text, [old, now]) => (old ? text.replaceAll(old, now) : text), line);
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random(16).toString(16)).join('');
}
