import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { aRandom } from '../test/builders/mutations.ts';

type Event = Readonly<Record<string, unknown>>;

/** Which records a trail is made of: denied ones only, or denials and other errors among calls that succeeded. */
export type Mix = 'denials' | 'trail';

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
const others = events.filter((event) => !isDenied(event));
const succeeded = [
  ...others.filter((event) => !('errorCode' in event)),
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
  const list = mix === 'denials' || n % 20 === 0 ? denied : n % 20 < 3 ? others : succeeded;
  const index = random(list.length);
  const variant = index * 13 + random(4) * 37;
  const event = {
    ...list[index],
    eventID: `${hex(random, 8)}-0000-4000-8000-${hex(random, 12)}`,
    requestID: hex(random, 32),
    eventTime: new Date(Date.UTC(2026, 2, 1) + n * 1000).toISOString().replace('.000', ''),
  };
  const session = random(3) === 0 ? `deploy-${random(100)}` : hex(random, 32);
  return renamed(JSON.stringify(event), variant, session, random);
}

function renamed(
  line: string,
  variant: number,
  session: string,
  random: (below: number) => number,
): string {
  const [, role, own] = /assumed-role\/([^"/]+)\/([^" ]+)/.exec(line) ?? [];
  const user = /:user\/([\w.-]+)/.exec(line)?.[1];
  const resource = /on resource: arn:aws:[^" ]*[/:]([\w.-]+) because/.exec(line)?.[1];
  const cipher = /failure message: [\w-]{60,}?([\w-]{40})"/.exec(line)?.[1];
  return [
    [own, session],
    [role, `service-role-${variant % 300}`],
    [role === undefined ? user : undefined, `user-${variant % 200}`],
    [resource && `${resource} because`, `resource-${variant % 400} because`],
    [cipher, hex(random, 40)],
  ].reduce((text, [old, now]) => (old ? text.replaceAll(old, now ?? '') : text), line);
}

function hex(random: (below: number) => number, length: number): string {
  return Array.from({ length }, () => random(16).toString(16)).join('');
}
