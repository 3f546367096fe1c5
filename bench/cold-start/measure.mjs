// One cold start, in a process of its own: imports a bundle, calls its handler once and prints when what was done (ms).

// Not by import, which loads parts of node that an empty handler does without.
const { readFileSync } = process.getBuiltinModule('node:fs');
const Module = process.getBuiltinModule('node:module');

const [bundle, eventFile, stub, clock] = process.argv.slice(2);
/** Milliseconds since the process started, of the wall or of its own computing. */
const now = () => {
  if (clock === 'wall') return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const event = JSON.parse(readFileSync(eventFile, 'utf8'));
const context = {
  awsRequestId: 'r-1',
  functionName: 'bench',
  getRemainingTimeInMillis: () => 30_000,
};

// The bundles know no other address of Slack. It is bent when they load https, so that loading it counts as ever.
function bend(https) {
  if (https.request.isBent) return https;
  const { request } = https;
  https.request = (url, ...rest) => {
    if (!String(url).startsWith('https://slack.com')) return request(url, ...rest);
    const { request: requestByHttp } = process.getBuiltinModule('node:http');
    return requestByHttp(String(url).replace('https://slack.com', stub), ...rest);
  };
  https.request.isBent = true;
  return https;
}
const { getBuiltinModule } = process;
process.getBuiltinModule = (name) => {
  const found = getBuiltinModule(name);
  return name === 'node:https' ? bend(found) : found;
};
const LOAD = '_load';
const load = Module[LOAD];
Module[LOAD] = function loadAndBend(name, ...rest) {
  const found = load.call(this, name, ...rest);
  return name === 'node:https' || name === 'https' ? bend(found) : found;
};

const before = now();
const module = await import(bundle);
// Since the start of the process.
const ready = now();
const handler = module.handler ?? module.default.handler;
const answer = await handler(event, context);
const total = now() - before;
process.stdout.write(`\n${JSON.stringify({ ready, total, answer: answer ?? null })}\n`);
process.exit(0);
