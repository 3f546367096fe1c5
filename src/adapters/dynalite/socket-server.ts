import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../kernel/app-error.ts';
import type { Answer, Call } from './answer.ts';

// DynamoDB's own limit of a request; a 400 KB item is far below it even when every byte is escaped.
const MAX_CALL_BYTES = 16 * 1024 * 1024;

/** How long closing waits for clients to take their answers: one that was stopped must not hold us. */
const CLOSE_PATIENCE_MS = 2_000;

export type SocketServer = { close(): Promise<void> };

/**
 * Answers the calls of other processes on a Unix socket, never on TCP, where other users could reach it.
 * Only the holder of the database may call it: the socket of an owner that was killed is replaced.
 */
export async function serveOnSocket(
  path: string,
  answer: (call: Call) => Promise<Answer>,
): Promise<SocketServer> {
  const running = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    // While closing, each connection ends with its next answer, or busy clients would keep us open for ever.
    if (!server.listening) response.setHeader('connection', 'close');
    const work = respond(request, response, answer).finally(() => running.delete(work));
    running.add(work);
  });
  // Idle connections live as long as their client: one closed under a new call would look like a dead owner.
  server.keepAliveTimeout = 0;
  rmSync(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new AppError('unavailable', `no socket can be made at ${path}`, { cause })),
    );
    server.listen(path, resolve);
  });
  // A process lives for its own work; others take the store over when it ends.
  server.unref();
  return {
    async close() {
      server.close();
      server.closeIdleConnections();
      await Promise.race([settle(running), sleep(CLOSE_PATIENCE_MS, undefined, { ref: false })]);
      server.closeAllConnections();
    },
  };
}

async function settle(running: ReadonlySet<Promise<void>>): Promise<void> {
  while (running.size > 0) await Promise.all(running);
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (call: Call) => Promise<Answer>,
): Promise<void> {
  try {
    const body = await readBody(request);
    const { status, body: text } = await answer({
      target: String(request.headers['x-amz-target']),
      body,
    });
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(text);
    await finished(response);
  } catch {
    // The client died in mid-call; it has nobody to answer to.
    response.destroy();
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_CALL_BYTES) throw new Error('the call is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
