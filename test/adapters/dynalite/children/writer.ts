// A process of the store tests: opens the store in argv[2] and obeys its parent's messages.
import { openLocalStore } from '../../../../src/compose/open-local-store.ts';
import { aFinding } from '../../../builders/a-finding.ts';

export type Order =
  /** Save the same new version of one finding, many times at once. */
  | { readonly kind: 'rush'; readonly fingerprint: string; readonly times: number }
  /** Count a finding up, one version a step, until told to stop; every step that was saved is reported. */
  | { readonly kind: 'count'; readonly fingerprint: string }
  | { readonly kind: 'stop' };

export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'rushed'; readonly outcomes: readonly string[] }
  | { readonly kind: 'counted'; readonly fingerprint: string }
  | { readonly kind: 'failed'; readonly reason: string };

const local = await openLocalStore({ directory: process.argv[2] ?? '' });
const running: Promise<void>[] = [];
const stopping = new AbortController();

function report(message: Report): void {
  process.send?.(message);
}

async function rush(fingerprint: string, times: number): Promise<void> {
  const saves = Array.from({ length: times }, () =>
    local.store.save(aFinding({ fingerprint, owner: String(process.pid) })),
  );
  report({ kind: 'rushed', outcomes: await Promise.all(saves) });
}

async function count(fingerprint: string): Promise<void> {
  const { id } = aFinding({ fingerprint });
  while (!stopping.signal.aborted) {
    const found = await local.store.findFinding(id);
    const next = aFinding({
      ...found,
      fingerprint,
      version: (found?.version ?? 0) + 1,
      count: (found?.count ?? 0) + 1,
    });
    if ((await local.store.save(next)) === 'saved') report({ kind: 'counted', fingerprint });
  }
}

async function stop(): Promise<void> {
  stopping.abort();
  await Promise.all(running);
  await local.close();
  process.disconnect();
}

function work(promise: Promise<void>): void {
  running.push(
    promise.catch((error: unknown) => {
      report({ kind: 'failed', reason: String((error as Error).stack) });
    }),
  );
}

process.on('message', (order: Order) => {
  if (order.kind === 'rush') work(rush(order.fingerprint, order.times));
  else if (order.kind === 'count') work(count(order.fingerprint));
  else void stop();
});
report({ kind: 'ready' });
