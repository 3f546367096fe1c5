import { aNotifier } from './a-local-app.ts';
import { aDeniedEvent } from './a-denied-event.ts';
import { aServiceWorld, type Between } from './a-service-world.ts';

export type StormReport = {
  readonly findings: number;
  readonly counted: number;
  readonly posts: number;
  readonly announcements: number;
  readonly saves: number;
  readonly eventsPerSecond: number;
};

const BATCH = 100;
const OPERATIONS = 5;
/** A service that is denied tries again a few times before the next one is. */
const BURST = 4;

/** Sends a storm through the intake and the stream and counts what came of it. `delivery`: how often each event comes. */
export async function measureStorm(order: {
  readonly events: number;
  readonly findings: number;
  readonly delivery: number;
}): Promise<StormReport> {
  let saves = 0;
  const counting: Between = (target, name) =>
    name === 'store'
      ? new Proxy(target, {
          get(object, member, receiver) {
            if (member === 'save') saves += 1;
            return Reflect.get(object, member, receiver) as unknown;
          },
        })
      : target;
  const notifier = aNotifier();
  const world = await aServiceWorld({ between: counting, notifier });
  const started = performance.now();
  const numbers = Array.from({ length: Math.round(order.events * order.delivery) }, (_unused, n) =>
    n < order.events ? n : (n * 4) % order.events,
  );
  for (let from = 0; from < numbers.length; from += BATCH) {
    const batch = numbers.slice(from, from + BATCH);
    const failures = await world.take(
      batch.map((n) => anEventOf(Math.floor(n / BURST) % order.findings, n)),
    );
    if (failures.size > 0) throw new Error(`${failures.size} messages failed`);
  }
  const seconds = (performance.now() - started) / 1000;
  await world.flow();
  let [findings, counted] = [0, 0];
  for await (const aggregate of world.store.listAll()) {
    if (aggregate.kind !== 'finding') continue;
    findings += 1;
    counted += aggregate.count;
  }
  await world.local.close();
  return {
    findings,
    counted,
    posts: notifier.posts.size,
    announcements: notifier.announcements,
    saves,
    eventsPerSecond: Math.round(numbers.length / seconds),
  };
}

// Few actions a role, so that no role seems to try out what it may do.
function anEventOf(finding: number, n: number): Record<string, unknown> {
  const role = `Worker${Math.floor(finding / OPERATIONS)}`;
  const operation = ['Scan', 'Query', 'GetItem', 'PutItem', 'UpdateItem'][finding % OPERATIONS]!;
  return aDeniedEvent({ role, operation }, n);
}
