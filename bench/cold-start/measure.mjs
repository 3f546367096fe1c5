// One cold start, in a process of its own: imports a bundle, calls its handler once and prints when what was done (ms).
import { readFileSync } from 'node:fs';

const [bundle, eventFile, stub] = process.argv.slice(2);
const event = JSON.parse(readFileSync(eventFile, 'utf8'));
const context = {
  awsRequestId: 'r-1',
  functionName: 'bench',
  getRemainingTimeInMillis: () => 30_000,
};

// The bundles know no other address of Slack. Node's own fetch loads undici when it is first called, as ever.
const { fetch } = globalThis;
globalThis.fetch = (url, options) => fetch(String(url).replace('https://slack.com', stub), options);

const before = performance.now();
const module = await import(bundle);
// Since the start of the process.
const ready = performance.now();
const handler = module.handler ?? module.default.handler;
const answer = await handler(event, context);
const total = performance.now() - before;
process.stdout.write(`\n${JSON.stringify({ ready, total, answer: answer ?? null })}\n`);
process.exit(0);
