// Runs one built bundle as Lambda would: one invocation at a time, in a process of its own. The clock can be
// moved on, and Slack is on the loopback; both are done to the globals, so that the bundle is the one that ships.
type Order = {
  readonly event: unknown;
  readonly requestId: string;
  readonly clockShift: number;
};
type Handler = (event: unknown, context: unknown) => Promise<unknown>;

const [bundle = '', slackUrl = ''] = process.argv.slice(2);
const RealDate = Date;
let shift = 0;

globalThis.Date = class extends RealDate {
  constructor(...values: [] | [number | string | Date]) {
    super(...((values.length === 0 ? [RealDate.now() + shift] : values) as [number]));
  }
  static override now(): number {
    return RealDate.now() + shift;
  }
} as DateConstructor;
// Mutable as a bundle's own `require` sees it; an import's names would be read-only.
const https = process.getBuiltinModule('node:https');
const http = process.getBuiltinModule('node:http');
const realRequest = https.request;
https.request = ((address: string | URL, options: object, callback: () => void) => {
  const url = String(address);
  if (!url.startsWith('https://slack.com/api/')) return realRequest(address, options, callback);
  const path = url.slice('https://slack.com/api/'.length);
  return http.request(`${slackUrl}${path}`, options, callback);
}) as typeof https.request;

const { handler } = (await import(bundle)) as { readonly handler: Handler };
process.on('message', (order: Order) => void invoke(order));
process.send?.({ kind: 'ready', length: handler.length });

async function invoke({ event, requestId, clockShift }: Order): Promise<void> {
  shift = clockShift;
  const context = { awsRequestId: requestId, getRemainingTimeInMillis: () => 30_000 };
  try {
    const result = await handler(event, context);
    process.send?.({ kind: 'result', result: result ?? null });
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.send?.({ kind: 'error', error: text });
  }
}
