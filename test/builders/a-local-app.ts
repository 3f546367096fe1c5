import {
  createMemoryAccount,
  type WritableAccount,
} from '../../src/adapters/snapshot/snapshot-account.ts';
import { createLocalApp } from '../../src/compose/create-local-app.ts';
import { DEMO_ACCOUNT } from '../../src/compose/demo/demo.ts';
import type { LocalApp } from '../../src/compose/local-app.ts';
import { type LocalStore, openMemoryStore } from '../../src/compose/open-local-store.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Notifier } from '../../src/ports/notifier.ts';

/** A clock that a test owns; sleeping moves it on at once. */
export type TestClock = Clock & { advance(milliseconds: number): void };

export function aClock(start = '2026-03-02T04:00:00.000Z'): TestClock {
  let time = Date.parse(start);
  return {
    now: () => new Date(time).toISOString(),
    sleep: async (milliseconds) => {
      time += milliseconds;
    },
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}

/** A notifier that remembers what it posted: announcing one finding twice is one post, as in the real ones. */
export function aNotifier(): Notifier & { readonly posts: Set<string>; announcements: number } {
  const posts = new Set<string>();
  return {
    posts,
    announcements: 0,
    async announce({ id }) {
      this.announcements += 1;
      posts.add(id);
      return { channel: 'test', id };
    },
    update: async () => {},
  };
}

export type TestWorld = {
  readonly app: LocalApp;
  readonly account: WritableAccount;
  readonly local: LocalStore;
  readonly clock: TestClock;
  readonly notifier: ReturnType<typeof aNotifier>;
};

/** Local mode in memory on a sample account, with a clock of its own. Close `app` when the test is over. */
export async function aLocalWorld(
  changes: { readonly snapshot?: unknown; readonly account?: WritableAccount } = {},
): Promise<TestWorld> {
  const clock = aClock();
  const notifier = aNotifier();
  let ids = 0;
  const newId = () => `ANPATEST${String((ids += 1)).padStart(13, '0')}`;
  const account =
    changes.account ?? createMemoryAccount(changes.snapshot ?? DEMO_ACCOUNT, { clock, newId });
  const local = await openMemoryStore();
  const app = createLocalApp({ clock, account, local, notifier, holder: 'test' });
  return { app, account, local, clock, notifier };
}
