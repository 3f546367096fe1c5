import { type IncomingMessage, request as requestByHttp } from 'node:http';
import { request as requestByHttps } from 'node:https';

type Init = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
};

/** What is used of a `Response`. */
export type HttpsAnswer = {
  readonly url: string;
  readonly ok: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly headers: {
    get(name: string): string | null;
    entries(): Iterable<readonly [string, string]>;
  };
  text(): Promise<string>;
  arrayBuffer(): Promise<Uint8Array>;
};

/** More than Slack answers to anything that is asked here. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * `fetch`, as far as Slack's client uses it, without Node's own, which loads undici: 30 ms of a cold start. It follows no
 * redirect, so that a token goes to the address that it was meant for. Rejects as `fetch` does, where no answer came.
 */
export function httpsFetch(address: string, init: Init): Promise<HttpsAnswer> {
  const { method = 'GET', headers = {}, body, signal } = init;
  const url = new URL(address);
  const request = url.protocol === 'http:' ? requestByHttp : requestByHttps;
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...headers, ...length }, ...(signal && { signal }) };
    const call = request(url, options, (answer) => {
      readAll(answer).then((bytes) => resolve(toAnswer(address, answer, bytes)), reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}

async function readAll(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    size += (chunk as Buffer).length;
    // Leaving the loop destroys the connection.
    if (size > MOST_BYTES) throw new Error(`the answer has more than ${MOST_BYTES} bytes`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function toAnswer(
  url: string,
  { statusCode, statusMessage, headers }: IncomingMessage,
  bytes: Buffer,
): HttpsAnswer {
  const status = statusCode ?? 0;
  const entries = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  const byName = new Map(entries);
  return {
    url,
    ok: status >= 200 && status < 300,
    status,
    statusText: statusMessage ?? '',
    headers: { get: (name) => byName.get(name.toLowerCase()) ?? null, entries: () => entries },
    text: () => Promise.resolve(bytes.toString('utf8')),
    arrayBuffer: () => Promise.resolve(bytes),
  };
}
