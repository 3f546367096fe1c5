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
const realFetch = globalThis.fetch;
let shift = 0;

globalThis.Date = class extends RealDate {
  constructor(...values: [] | [number | string | Date]) {
    super(...((values.length === 0 ? [RealDate.now() + shift] : values) as [number]));
  }
  static override now(): number {
    return RealDate.now() + shift;
  }
} as DateConstructor;
globalThis.fetch = (input, init) => {
  const url = input instanceof Request ? input.url : input.toString();
  const isSlack = url.startsWith('https://slack.com/api/');
  return realFetch(isSlack ? slackUrl + url.slice('https://slack.com/api/'.length) : input, init);
};

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
