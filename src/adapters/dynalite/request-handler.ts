import type { Answer, Call } from './answer.ts';

type HttpRequest = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

type HttpResponse = {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
};

/** The part of the AWS SDK's `requestHandler` setting that carries a call to AWS, or here to the local store. */
export type RequestHandler = {
  handle(request: HttpRequest): Promise<{ response: HttpResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
};

/** Lets the AWS SDK's client talk to a local store; the signature it makes is not looked at. */
export function createRequestHandler(send: (call: Call) => Promise<Answer>): RequestHandler {
  return {
    async handle({ headers, body = '' }) {
      const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
      const answer = await send({ target: headers['x-amz-target'] ?? '', body: text });
      const response = {
        statusCode: answer.status,
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: new TextEncoder().encode(answer.body),
      };
      return { response };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}
