import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it came in. `isSigned` is computed anew from the secret, not by the SDK. */
export type AwsCall = {
  readonly service: string;
  readonly operation: string;
  readonly body: string;
  readonly isSigned: boolean;
  readonly sessionToken: string | undefined;
};

export type SignedAws = {
  readonly url: string;
  readonly calls: readonly AwsCall[];
  close(): Promise<void>;
};

type Answer = { readonly status?: number; readonly type?: string; readonly body: string };
type Answers = Readonly<Record<string, (body: string) => Answer>>;

/**
 * A loopback server that checks the signature of each AWS call (Signature Version 4) and answers by
 * `service Operation`, or by path for anything that is not AWS. What it has no answer for is a 404.
 */
export async function startSignedAws(
  credentials: { readonly secretAccessKey: string },
  answers: Answers,
): Promise<SignedAws> {
  const calls: AwsCall[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const call = toCall(request, body, credentials.secretAccessKey);
      if (call.service !== '') calls.push(call);
      const name = call.service === '' ? (request.url ?? '') : `${call.service} ${call.operation}`;
      reply(response, answers[name]?.(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function reply(response: ServerResponse, answer: Answer | undefined): void {
  const {
    status = 200,
    type = 'application/x-amz-json-1.0',
    body,
  } = answer ?? {
    status: 404,
    body: '{}',
  };
  response.writeHead(status, { 'content-type': type }).end(body);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function toCall(request: IncomingMessage, body: string, secret: string): AwsCall {
  const header = (name: string) => request.headers[name] as string | undefined;
  const authorization = header('authorization') ?? '';
  const scope = /Credential=[^/]+\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request/.exec(authorization);
  const [, date = '', region = '', service = ''] = scope ?? [];
  const target = header('x-amz-target')?.split('.').at(-1);
  return {
    service,
    operation: target ?? new URLSearchParams(body).get('Action') ?? request.url ?? '',
    body,
    isSigned: scope !== null && isSignedBy(request, body, { secret, date, region, service }),
    sessionToken: header('x-amz-security-token'),
  };
}

// Source: AWS General Reference, "Create a signed AWS API request".
function isSignedBy(
  request: IncomingMessage,
  body: string,
  {
    secret,
    date,
    region,
    service,
  }: Readonly<Record<'secret' | 'date' | 'region' | 'service', string>>,
): boolean {
  const authorization = request.headers.authorization ?? '';
  const signed = /SignedHeaders=([^,]+)/.exec(authorization)?.[1] ?? '';
  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  const headers = signed
    .split(';')
    .map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  const canonical = [request.method, path, query, headers.join(''), signed, sha(body)].join('\n');
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha(canonical)].join(
    '\n',
  );
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
    (last, part) => createHmac('sha256', last).update(part).digest(),
    `AWS4${secret}`,
  );
  const expected = createHmac('sha256', key).update(text).digest('hex');
  return authorization.endsWith(`Signature=${expected}`);
}
