// Cold starts of every function beside an empty one and beside the same function as the common plugins build it, in fresh
// processes that take turns. Run: npm run bench:cold [-- --rounds 15] [-- --write]
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { buildHandlers, listHandlers } from '../scripts/build-handlers.ts';
import { bundleHandler, bundleHandlerByDefaults } from '../scripts/bundle/bundle-handler.ts';
import { withGenerated } from '../scripts/config-reference.ts';
import { parseConfig } from '../src/compose/config/parse-config.ts';
import * as events from './cold-start/events.ts';
import { CREDENTIALS, startStubs } from './cold-start/stubs.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MEASURE = join(ROOT, 'bench/cold-start/measure.mjs');
const PAGE = join(ROOT, 'docs/reference/benchmarks.md');
const MARKERS = [
  '<!-- cold start: npm run bench:cold -- --write -->',
  '<!-- end of cold start -->',
] as const;
const EMPTY = 'an empty handler';
const CONFIG = {
  version: 1,
  accounts: [{ id: '123456789012', name: 'production', apply: 'direct' }],
  apply: { policies: ['arn:aws:iam::123456789012:policy/app/*'] },
  routing: [{ channel: 'C0PLATFORM' }],
  approvers: [{ name: 'oncall', users: ['U0ONE', 'U0TWO'] }],
  slack: { teamId: 'T0WORKSPACE' },
};

type Sample = { readonly ready: number; readonly total: number };
type Candidate = {
  readonly name: string;
  readonly file: string;
  readonly samples: Sample[];
  readonly working: Sample[];
};

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    // Where others use the machine too, the time that the process computed says more than the wall's, and the lowest tenth
    // more than the median.
    clock: { type: 'string', default: 'wall' },
    quantile: { type: 'string', default: '0.5' },
    write: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const quantile = Number(values.quantile);
const folder = await mkdtemp(join(tmpdir(), 'rolemender-cold-'));
const parsed = parseConfig(CONFIG);
if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.faults));

const emptySource = join(folder, 'empty.ts');
await writeFile(emptySource, 'export const handler = async (): Promise<void> => {};\n');
await bundleHandler(emptySource, join(folder, 'empty'));
await buildHandlers(join(ROOT, 'handlers'), parsed.config, join(folder, 'ours'));
const names = await listHandlers(join(ROOT, 'handlers'));
for (const name of names) {
  const to = join(folder, 'defaults', name);
  await bundleHandlerByDefaults(join(ROOT, 'handlers', `${name}.ts`), to);
  await writeFile(join(to, 'config.json'), JSON.stringify(parsed.config));
}

const empty: Candidate = {
  name: EMPTY,
  file: join(folder, 'empty/index.mjs'),
  samples: [],
  working: [],
};
const ours = names.map((name) => candidate(name, join(folder, 'ours', name, 'index.mjs')));
const byDefaults = names.map((name) =>
  candidate(name, join(folder, 'defaults', name, 'index.cjs')),
);

const stubs = await startStubs([
  events.OPENED,
  events.APPROVED,
  events.APPLIED,
  events.SETTLED_FINDING,
  events.SETTLED_PROPOSAL,
]);
for (let round = 0; round < rounds; round++) {
  // A click's signature is good for five minutes.
  const ofName = events.toEvents();
  for (const [index, own] of ours.entries()) {
    const usual = byDefaults[index]!;
    for (const each of [empty, own, usual]) {
      each.samples.push(await start(each, ofName[own.name] ?? {}));
    }
    const work = events.WHOLE_WORK[own.name];
    if (work !== undefined) {
      own.working.push(await start(own, work));
      usual.working.push(await start(usual, work));
    }
  }
}
await stubs.close();

const emptyReady = typical(empty.samples, 'ready');
const rows = ours.flatMap((own, index) => {
  const usual = byDefaults[index]!;
  const rest =
    own.working.length === 0 ? [] : [row(`${own.name}, whole work`, own, usual, 'working')];
  return [row(own.name, own, usual, 'samples'), ...rest];
});
const table = [
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${rounds} rounds, ${quantile === 0.5 ? 'medians' : `quantile ${quantile}`} in milliseconds${values.clock === 'wall' ? '' : ' of computing'}. An empty handler is ready`,
  `after ${ms(emptyReady)} ms; the ratios of *ready* and *total* are to that, in the same run. *ready*: from the start of the process until`,
  'the handler is imported. *total*: import and first call, with AWS and Slack on loopback without TLS. The call is one denial, one click,',
  'one schedule with nothing due, or one change that was seen to before; *whole work* is a finding announced and looked into, and an',
  'approved change carried out: some sixteen calls of AWS one after the other. The last columns compare with',
  'the same handler as CommonJS, not minified, with default main fields.',
  '',
  '| function | ready | × empty | total | × empty | total by defaults | ours ÷ it | index KB, ours / by defaults |',
  '|---|---|---|---|---|---|---|---|',
  ...rows,
].join('\n');
console.log(table);
if (values.write) writePage(table);
await rm(folder, { recursive: true });

function row(name: string, own: Candidate, usual: Candidate, of: 'samples' | 'working'): string {
  const [ready, total] = [typical(own[of], 'ready'), typical(own[of], 'total')];
  const usualTotal = typical(usual[of], 'total');
  const cells = [
    ms(ready),
    ratio(ready, emptyReady),
    ms(total),
    ratio(total, emptyReady),
    ms(usualTotal),
    ratio(total, usualTotal),
    `${Math.round(statSync(own.file).size / 1024)} / ${Math.round(statSync(usual.file).size / 1024)}`,
  ];
  return `| ${name} | ${cells.join(' | ')} |`;
}

function candidate(name: string, file: string): Candidate {
  return { name, file, samples: [], working: [] };
}

async function start({ name, file }: Candidate, event: unknown): Promise<Sample> {
  const eventFile = join(folder, 'event.json');
  await writeFile(eventFile, JSON.stringify(event));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [MEASURE, file, eventFile, stubs.url, values.clock],
    { env: environment() },
  );
  const line = stdout.trimEnd().split('\n').at(-1) ?? '';
  const { answer, ...sample } = JSON.parse(line) as Sample & { readonly answer: unknown };
  const failures = (answer as { batchItemFailures?: unknown[] } | null)?.batchItemFailures ?? [];
  const status = (answer as { statusCode?: number } | null)?.statusCode ?? 200;
  // A function that fails is quick; its figure would say nothing.
  if (failures.length > 0 || status !== 200) throw new Error(`${name} failed: ${stdout}`);
  return sample;
}

function environment(): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: stubs.url,
    AWS_REGION: 'us-east-1',
    AWS_LAMBDA_FUNCTION_NAME: 'bench',
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    STATE_TABLE: 'state',
    AUDIT_TABLE: 'audit',
    DENIAL_QUEUE_URL: `${stubs.url}/123456789012/denial`,
    QUARANTINE_QUEUE_URL: `${stubs.url}/123456789012/quarantine`,
    DECISION_QUEUE_URL: `${stubs.url}/123456789012/decision.fifo`,
    VERIFY_QUEUE_URL: `${stubs.url}/123456789012/verify`,
    EVENT_BUS_NAME: 'rolemender',
    ALERT_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:alert',
    SLACK_SECRET_ID: 'slack',
    SPOKE_EXTERNAL_ID: 'external-id',
  };
}

function typical(samples: readonly Sample[], of: keyof Sample): number {
  const sorted = samples.map((sample) => sample[of]).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * quantile)] ?? Number.NaN;
}

function ms(value: number): string {
  return value.toFixed(0);
}

function ratio(value: number, base: number): string {
  return (value / base).toFixed(2);
}

function writePage(text: string): void {
  const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '# Benchmarks\n';
  const section = `\n## Cold start\n\n${MARKERS[0]}\n${MARKERS[1]}\n`;
  writeFileSync(
    PAGE,
    withGenerated(page.includes(MARKERS[0]) ? page : `${page}${section}`, text, MARKERS),
  );
}
