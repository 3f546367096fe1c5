import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call that arrived: `operation` from the form (`Action`), the target header or the path. */
export type AwsCall = {
  readonly operation: string;
  /** Members of the form, or of the JSON body. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly headers: IncomingMessage['headers'];
};

/** `reset` ends the connection in the middle, `silence` never answers. */
export type AwsAnswer =
  | { readonly status?: number; readonly body: string; readonly type?: string }
  | 'reset'
  | 'silence';

export type FakeAws = {
  readonly endpoint: string;
  readonly calls: AwsCall[];
  stop(): Promise<void>;
};

/** AWS on the loopback: hands each call to `answer`. */
export async function startFakeAws(
  answer: (call: AwsCall, index: number) => AwsAnswer,
): Promise<FakeAws> {
  const calls: AwsCall[] = [];
  const server = createServer((request, response) => {
    void readText(request).then((text) => {
      const call = toCall(request, text);
      calls.push(call);
      const given = answer(call, calls.length - 1);
      if (given === 'silence') return;
      if (given === 'reset') {
        request.socket.destroy();
        return;
      }
      response.writeHead(given.status ?? 200, { 'content-type': given.type ?? 'text/xml' });
      response.end(given.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, calls, stop: () => stop(server) };
}

/** A client's settings that lead to the fake and end at the first fault. */
export function towards(
  { endpoint }: Pick<FakeAws, 'endpoint'>,
  changes: { readonly requestTimeoutMilliseconds?: number; readonly maxAttempts?: number } = {},
) {
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'test' };
  return { region: 'eu-west-1', endpoint, credentials, maxAttempts: 1, ...changes };
}

/** An answer of the query protocol (IAM, STS, SNS): lists are given as arrays. */
export function anXml(operation: string, result: Record<string, unknown> = {}): AwsAnswer {
  const body = `<${operation}Result>${xmlOf(result)}</${operation}Result>`;
  return { body: `<${operation}Response>${body}</${operation}Response>` };
}

/** An error of the query protocol. */
export function anXmlError(code: string, status = 400): AwsAnswer {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>no ${code}</Message></Error>`;
  return { status, body: `<ErrorResponse>${error}</ErrorResponse>` };
}

/** An answer of the JSON protocols. */
export function aJson(result: unknown = {}, status = 200): AwsAnswer {
  return { status, body: JSON.stringify(result), type: 'application/x-amz-json-1.1' };
}

/** An error of the JSON protocols. */
export function aJsonError(name: string, status = 400): AwsAnswer {
  return aJson({ __type: name, message: `no ${name}` }, status);
}

function toCall(request: IncomingMessage, text: string): AwsCall {
  const { headers, url = '/' } = request;
  const target = headers['x-amz-target'];
  if (typeof target === 'string' || text.startsWith('{')) {
    const operation = typeof target === 'string' ? target.slice(target.lastIndexOf('.') + 1) : url;
    return { operation, input: JSON.parse(text || '{}') as Record<string, unknown>, headers };
  }
  const input = Object.fromEntries(new URLSearchParams(text));
  return { operation: input['Action'] ?? url, input, headers };
}

function xmlOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${xmlOf(item)}</member>`).join('');
  if (typeof value !== 'object' || value === null) return escape(String(value));
  return Object.entries(value)
    .map(([name, member]) => `<${name}>${xmlOf(member)}</${name}>`)
    .join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
