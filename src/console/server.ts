import { createAdaptorServer } from '@hono/node-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Server } from 'node:http';
import { AppError } from '../kernel/app-error.ts';
import type { ConsoleDeps } from './console-env.ts';
import { createConsole } from './create-console.ts';

export type ConsoleOptions = Omit<ConsoleDeps, 'port'> & {
  /** Never anything but this machine. */
  readonly host: '127.0.0.1';
  /** 0: any free port. */
  readonly port: number;
};

export type RunningConsole = {
  /** The address to open, with the token: print it, and show it to nobody else. */
  readonly url: string;
  readonly close: () => Promise<void>;
};

/** Starts the web console. Throws `AppError` `already-exists` where the port is in use. */
export async function startConsole(options: ConsoleOptions): Promise<RunningConsole> {
  let port = options.port;
  const app = createConsole({ ...options, port: () => port });
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  if (!(server instanceof Server)) throw new Error('the console answers HTTP/1.1');
  server.listen(options.port, options.host);
  await listening(server, options.port);
  port = (server.address() as AddressInfo).port;
  return {
    url: `http://${options.host}:${port}/?token=${options.token}`,
    close: () => close(server),
  };
}

async function listening(server: Server, port: number): Promise<void> {
  try {
    await once(server, 'listening');
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'EADDRINUSE')
      throw new AppError('already-exists', `port ${port} is in use; choose another`, { cause });
    throw new AppError('unavailable', `the console cannot listen on port ${port}: ${code}`, {
      cause,
    });
  }
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  // A browser keeps its connections open for the next click.
  server.closeAllConnections();
  await closed;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
