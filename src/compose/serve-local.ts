import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkFolder, watchFolder } from '../adapters/files/watch-folder.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { startConsole } from '../console/server.ts';
import type { FeedSummary, LocalApp } from './local-app.ts';
import { readFiles } from './read-inputs.ts';

export type ServeOptions = {
  readonly port: number;
  readonly watch?: string;
  readonly signal: AbortSignal;
  /** Hears the address to open, once the console answers. */
  readonly onReady: (url: string) => Promise<void>;
  /** Hears of a request, a file or a round of expiry that failed; the console goes on. */
  readonly onFault: (error: unknown) => void;
  readonly onFed: (file: string, summary: FeedSummary) => Promise<void>;
};

const LOOK_EVERY_MILLISECONDS = 500;
const EXPIRE_EVERY_MILLISECONDS = 60_000;

/** Serves the console, takes events from a folder, and expires offers, until the signal aborts. */
export async function serveLocal(app: LocalApp, options: ServeOptions): Promise<void> {
  const { port, signal, watch, onFault } = options;
  if (watch !== undefined) await checkFolder(watch);
  const token = randomBytes(24).toString('base64url');
  const server = await startConsole({
    app,
    host: '127.0.0.1',
    port,
    token,
    now: () => systemClock.now(),
    onFault,
  });
  try {
    await options.onReady(server.url);
    await Promise.all([
      expire(app, options),
      watch === undefined ? untilAborted(signal) : feedFolder(app, watch, options),
    ]);
  } finally {
    await server.close();
  }
}

async function feedFolder(app: LocalApp, folder: string, options: ServeOptions): Promise<void> {
  const { signal, onFault } = options;
  const files = watchFolder(folder, { intervalMilliseconds: LOOK_EVERY_MILLISECONDS, signal });
  for await (const file of files) {
    try {
      const summary = await app.feed(readFiles([file], Readable.from([])));
      await options.onFed(file, summary);
    } catch (error) {
      onFault(error);
    }
  }
}

async function expire(app: LocalApp, { signal, onFault }: ServeOptions): Promise<void> {
  for (;;) {
    try {
      await sleep(EXPIRE_EVERY_MILLISECONDS, undefined, { signal });
      await app.resume();
    } catch (error) {
      if (signal.aborted) return;
      onFault(error);
    }
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
