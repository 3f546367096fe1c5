import { Agent, request, type IncomingMessage } from 'node:http';
import type { Answer, Call } from './answer.ts';

/** Longer than any write takes on a slow disk: an owner that is silent for so long is stopped or stuck. */
const ANSWER_TIMEOUT_MS = 10_000;

export type SocketClient = { send(call: Call): Promise<Answer>; close(): void };

/** Sends calls to the process that owns the store. Rejects with Node's errors; see `isOwnerGone`. */
export function createSocketClient(socketPath: string): SocketClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  return {
    send: (call) =>
      new Promise((resolve, reject) => {
        const headers = {
          'x-amz-target': call.target,
          'content-length': Buffer.byteLength(call.body),
        };
        const outgoing = request({ socketPath, agent, method: 'POST', path: '/', headers });
        outgoing.setTimeout(ANSWER_TIMEOUT_MS, () => outgoing.destroy(timeout()));
        outgoing.on('error', reject);
        outgoing.on('response', (response) => void readAnswer(response).then(resolve, reject));
        outgoing.end(call.body);
      }),
    close: () => agent.destroy(),
  };
}

const GONE: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOENT',
  'ECONNRESET',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** True when nobody listens, or the listener went away before it had answered in full. */
export function isOwnerGone(error: unknown): boolean {
  return GONE.has((error as NodeJS.ErrnoException).code);
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') };
}

function timeout(): NodeJS.ErrnoException {
  return Object.assign(new Error('the owner of the store does not answer'), { code: 'ETIMEDOUT' });
}
